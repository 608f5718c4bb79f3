import { expect, test } from "vitest";
import { hashPassword, passwordMatches } from "@/lib/identity/password";

test("a password is kept as argon2id with a salt of its own", async () => {
  const [first, second] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
});

test("only the password itself matches, and nothing matches where there is none", async () => {
  const hash = await hashPassword("correct horse");
  expect(await passwordMatches("correct horse", hash)).toBe(true);
  expect(await passwordMatches("correct horse ", hash)).toBe(false);
  expect(await passwordMatches("correct horse", null)).toBe(false);
});

test("saying no to nobody takes about as long as saying no to somebody", async () => {
  const hash = await hashPassword("correct horse");
  const medianOf = async (stored: string | null) => {
    const times: number[] = [];
    for (let count = 0; count < 9; count++) {
      const start = performance.now();
      await passwordMatches("wrong", stored);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[4] ?? Number.NaN;
  };
  const ratio = (await medianOf(null)) / (await medianOf(hash));
  expect(ratio).toBeGreaterThan(0.33);
  expect(ratio).toBeLessThan(3);
});
