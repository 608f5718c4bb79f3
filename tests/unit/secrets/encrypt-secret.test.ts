import { createCipheriv, randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-keys-"));
process.env.BULKHEAD_DATA_DIR = folder;
delete process.env.BULKHEAD_ENCRYPTION_KEY;
delete process.env.BULKHEAD_ENCRYPTION_KEYS_PREVIOUS;
const { decryptSecret, encryptSecret } = await import("@/lib/secrets/encrypt-secret");
const { primaryKey } = await import("@/lib/secrets/encryption-key");
const { removePreviousFiles, replacePrimaryFile } = await import("@/lib/secrets/key-files");

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const purpose = "connection.settings";
const keys = path.join(folder, "keys");

/** What was stored before keys had ids. */
function withoutKeyId(plaintext: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
}

test("what is encrypted names its key, opens for its purpose, and for no other", () => {
  const ciphertext = encryptSecret(purpose, "postgresql://reader:pass@db/ä");
  expect(ciphertext.startsWith(`v2.${primaryKey().id}.`)).toBe(true);
  expect(decryptSecret(purpose, ciphertext)).toBe("postgresql://reader:pass@db/ä");
  expect(() => decryptSecret("policy.secret", ciphertext)).toThrow();
  expect(() => decryptSecret(purpose, `${ciphertext.slice(0, -2)}AA`)).toThrow();
  expect(() => decryptSecret(purpose, ciphertext.replace("v2.", "v3."))).toThrow();
});

test("a new key encrypts from the next call on, and what earlier keys made opens until they are deleted", () => {
  const [first, second] = ["one", "two"].map((text) => encryptSecret(purpose, text)) as [string, string];
  const old = primaryKey();
  const unnamed = withoutKeyId("zero", old.bytes);
  replacePrimaryFile(old);
  const third = encryptSecret(purpose, "three");
  expect(primaryKey().id).not.toBe(old.id);
  expect(third.startsWith(`v2.${primaryKey().id}.`)).toBe(true);
  expect([unnamed, first, second, third].map((text) => decryptSecret(purpose, text))).toEqual([
    "zero",
    "one",
    "two",
    "three",
  ]);
  expect(removePreviousFiles()).toBe(1);
  expect(decryptSecret(purpose, third)).toBe("three");
});

test("a key that another process has put there is found by its id", () => {
  const before = encryptSecret(purpose, "kept");
  const foreign = randomBytes(32);
  fs.mkdirSync(path.join(keys, "previous-encryption-keys"), { mode: 0o700 });
  fs.writeFileSync(path.join(keys, "previous-encryption-keys", "another"), foreign.toString("hex"));
  expect(decryptSecret(purpose, withoutKeyId("theirs", foreign))).toBe("theirs");
  expect(decryptSecret(purpose, before)).toBe("kept");
});

test("a key that is nowhere opens nothing", () => {
  expect(() => decryptSecret(purpose, encryptSecret(purpose, "x").replace(primaryKey().id, "AAAAAAAAAAAA"))).toThrow();
  expect(() => decryptSecret(purpose, withoutKeyId("x", randomBytes(32)))).toThrow();
});

test("of replacements of one key only the first makes a new one", () => {
  const old = primaryKey();
  replacePrimaryFile(old);
  const made = primaryKey();
  replacePrimaryFile(old);
  expect(primaryKey().id).toBe(made.id);
});

test("a replacement that was cut off is finished by the next one", () => {
  const old = primaryKey();
  const next = randomBytes(32).toString("base64");
  fs.writeFileSync(path.join(keys, "encryption-key.next"), next);
  replacePrimaryFile(old);
  expect(primaryKey().bytes.toString("base64")).toBe(next);
  expect(fs.existsSync(path.join(keys, "encryption-key.next"))).toBe(false);
});

test("key files are their owner's alone", () => {
  replacePrimaryFile(primaryKey());
  expect(fs.statSync(path.join(keys, "encryption-key")).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.join(keys, "previous-encryption-keys")).mode & 0o777).toBe(0o700);
});

test("a key from the environment is the primary one, with those before it", () => {
  const before = encryptSecret(purpose, "from the file");
  const [mine, older] = [randomBytes(32), randomBytes(32)];
  process.env.BULKHEAD_ENCRYPTION_KEY = mine.toString("base64");
  process.env.BULKHEAD_ENCRYPTION_KEYS_PREVIOUS = `${older.toString("hex")},${randomBytes(32).toString("base64")}`;
  expect(decryptSecret(purpose, withoutKeyId("older", older))).toBe("older");
  expect(decryptSecret(purpose, before)).toBe("from the file");
  expect(primaryKey().bytes).toEqual(mine);
});
