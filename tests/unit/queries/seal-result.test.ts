import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openResult, sealResult } from "@/lib/queries/seal-result";

const secret = randomBytes(32);
const answer = {
  json: Buffer.from(JSON.stringify({ data: [["Zürich", 1.5, null]] })),
  rowCount: 70_000,
  readAt: 1.7e12,
};

test("an answer comes back as it went in", async () => {
  expect(await openResult("key", await sealResult("key", answer, secret), secret)).toEqual(answer);
});

test("R23: a value that was moved under another key does not open", async () => {
  const sealed = await sealResult("tenant a's key", answer, secret);
  await expect(openResult("tenant b's key", sealed, secret)).rejects.toThrow();
});

test("no byte of it can be changed, cut off or added, and no other installation opens it", async () => {
  const sealed = await sealResult("key", answer, secret);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(openResult("key", changed, secret), `byte ${at}`).rejects.toThrow();
    await expect(openResult("key", sealed.subarray(0, at), secret), `cut at ${at}`).rejects.toThrow();
  }
  await expect(openResult("key", Buffer.concat([sealed, Buffer.of(0)]), secret)).rejects.toThrow();
  await expect(openResult("key", sealed, randomBytes(32))).rejects.toThrow();
});

test("it is smaller than what it holds and shows nothing of it", async () => {
  const json = Buffer.from(JSON.stringify({ data: [Array(2_000).fill("California")] }));
  const sealed = await sealResult("key", { ...answer, json }, secret);
  expect(sealed.length).toBeLessThan(json.length / 10);
  expect(sealed.includes("California")).toBe(false);
});
