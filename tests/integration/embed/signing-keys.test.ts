import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { decodeProtectedHeader } from "jose";
import { afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { GET as keySet } from "@/app/.well-known/jwks.json/route";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { listSigningKeys, rotateSigningKey } from "@/lib/identity/embed-sessions/rotate-signing-key";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { actorOf } from "@/tests/support/world";
import { createTokenFixture, createUser, issued, type TokenFixture } from "./token-fixture";

let it: TokenFixture;

beforeAll(async () => {
  it = await createTokenFixture();
});

afterEach(() => shiftClock(0));

const admin = () => actorOf(it.admin.id);
const body = (more = {}) => ({
  dashboardId: it.shared.id,
  dashboardSecret: it.shared.secret,
  tenantId: it.a.id,
  ...more,
});
const keyOf = (token: string) => decodeProtectedHeader(token).kid;
const hours = (count: number) => count * 3_600_000;

async function publishedKeys(): Promise<string[]> {
  const response = await keySet(new Request("http://localhost:3000/.well-known/jwks.json"), undefined);
  const { keys } = (await response.json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

test("a new key signs at once, and the one before verifies until its last token has ended, then leaves the key set", async () => {
  const before = (await issued(body({ tokenExpiry: 86_400 }))).accessToken;
  const { id } = await rotateSigningKey(await admin());
  const after = (await issued(body())).accessToken;
  expect([keyOf(after), keyOf(before) === id]).toEqual([id, false]);
  for (const token of [before, after]) await actorFromEmbedToken(token);
  expect(await publishedKeys()).toEqual([id, keyOf(before)]);

  shiftClock(hours(24) - 10_000);
  await actorFromEmbedToken(before);
  expect(await publishedKeys()).toEqual([id, keyOf(before)]);
  shiftClock(hours(24) + 120_000);
  await expect(actorFromEmbedToken(before)).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await publishedKeys()).toEqual([id]);
});

test("the private half of a key that has left is deleted by the next rotation", async () => {
  const first = await rotateSigningKey(await admin());
  shiftClock(hours(1));
  await rotateSigningKey(await admin());
  expect(await database.signingKey.count({ where: { id: first.id } })).toBe(1);
  shiftClock(hours(26));
  const last = await rotateSigningKey(await admin());
  expect(await database.signingKey.count({ where: { id: first.id } })).toBe(0);
  const keys = await listSigningKeys(await admin());
  expect(keys[0]).toMatchObject({ id: last.id, retiredAt: null, leavesAt: null });
  expect(keys.slice(1).every(({ retiredAt, leavesAt }) => retiredAt !== null && leavesAt !== null)).toBe(true);
  expect(JSON.stringify(keys)).not.toMatch(/jwk|cipher/i);
  await database.signingKey.deleteMany();
});

test("another instance verifies with a new key at once and signs with it within 5 s", async () => {
  await issued(body());
  const { NODE_ENV: _own, ...env } = process.env as Record<string, string>;
  const other = spawn(process.execPath, ["--import", "tsx", path.resolve("tests/support/signing-instance.ts")], {
    env: env as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void other.kill("SIGKILL"));
  const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]();
  const ask = async (token: string): Promise<{ verified: boolean; signedBy: string }> => {
    other.stdin.write(`${token}\n`);
    return JSON.parse((await lines.next()).value);
  };
  const first = await ask((await issued(body())).accessToken);
  expect(first.verified).toBe(true);

  const rotatedAt = Date.now();
  const { id } = await rotateSigningKey(await admin());
  expect(first.signedBy).not.toBe(id);
  const token = (await issued(body())).accessToken;
  expect(keyOf(token)).toBe(id);
  await expect.poll(async () => (await ask(token)).verified, { interval: 200, timeout: 5_000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, rotatedAt + 5_000 - Date.now()));
  expect((await ask(token)).signedBy).toBe(id);
});

test("rotations at the same time leave exactly one key that signs", async () => {
  const actor = await admin();
  await Promise.all(Array.from({ length: 4 }, () => rotateSigningKey(actor)));
  expect(await database.signingKey.count({ where: { retiredAt: null } })).toBe(1);
});

test("only ADMINs rotate, and it leaves an event", async () => {
  const author = await createUser(it.organizationId, null, "author@example.com", "AUTHOR");
  for (const id of [author.id, it.endUser.id]) {
    await expect(rotateSigningKey(await actorOf(id))).rejects.toMatchObject({ code: "forbidden" });
    await expect(listSigningKeys(await actorOf(id))).rejects.toMatchObject({ code: "forbidden" });
  }
  const viewer = await actorFromEmbedToken(
    (
      await issued({
        type: "project",
        projectId: it.projectId,
        projectSecret: it.projectSecret,
        orgUserId: it.admin.id,
      })
    ).accessToken,
  );
  await expect(rotateSigningKey(viewer)).rejects.toMatchObject({ code: "forbidden" });
  const { id } = await rotateSigningKey(await admin());
  expect(await database.auditEvent.count({ where: { action: "signing_key.rotated", targetId: id } })).toBe(1);
});
