import { expect, test } from "vitest";
import { hashPassword, nobodysHash, passwordMatches } from "@/lib/identity/password";

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

test("the hash that stands in for nobody costs what a real one costs, so that saying no takes as long", async () => {
  const costOf = (hash: string) => hash.split("$").slice(0, 4);
  expect(costOf(await nobodysHash)).toEqual(costOf(await hashPassword("correct horse")));
});
