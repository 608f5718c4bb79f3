import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { sealAuditEvents } from "@/lib/audit/seal-audit-events";
import { verifyChain } from "@/lib/audit/verify-chain";
import { shiftClock } from "@/lib/clock";
import { readDashboardSecret, rotateDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import type { OrganizationUser } from "@/lib/identity/actor";
import { publicKeySet } from "@/lib/identity/embed-sessions/signing-keys";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { retireEncryptionKeys, rotateEncryptionKey } from "@/lib/organizations/rotate-encryption-key";
import { connectionDefinition } from "@/lib/policies/connection-definition";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import { primaryKey } from "@/lib/secrets/encryption-key";
import { replacePrimaryFile } from "@/lib/secrets/key-files";
import { reEncryptSecrets } from "@/lib/secrets/re-encrypt-secrets";
import { secretColumns } from "@/lib/secrets/secret-purposes";
import { actorOf } from "@/tests/support/world";
import { createTokenFixture, issued, type TokenFixture } from "../embed/token-fixture";

// The key lives in the data folder here, as it does unless an operator hands one over.
delete process.env.BULKHEAD_ENCRYPTION_KEY;

const root = path.resolve(import.meta.dirname, "../../..");
const settings = JSON.stringify({ engine: "POSTGRES", url: "postgresql://u:p@db.example/warehouse" });

let it: TokenFixture;
let admin: OrganizationUser;
let connectionId: string;
let policyId: string;
let token: string;

beforeAll(async () => {
  it = await createTokenFixture();
  admin = (await actorOf(it.admin.id)) as OrganizationUser;
  const { organizationId, projectId } = it;
  const connection = await database.connection.create({
    data: {
      organizationId,
      projectId,
      name: "Warehouse",
      engine: "POSTGRES",
      settingsCiphertext: encryptSecret("connection.settings", settings),
    },
  });
  connectionId = connection.id;
  const secrets = Array.from({ length: 250 }, (_, index) => ({
    name: `secret_${index}`,
    ciphertext: encryptSecret("policy.secret", `value ${index}`),
  }));
  const policy = await database.policy.create({
    data: {
      organizationId,
      projectId,
      connectionId,
      name: "state",
      connectionLayer: {
        create: { urlTemplateCiphertext: encryptSecret("policy.url_template", "postgresql://u:p@db/{{ tenant }}") },
      },
      secrets: { create: secrets },
    },
  });
  policyId = policy.id;
  await database.identityProvider.create({
    data: {
      organizationId,
      homeId: organizationId,
      name: "Login",
      issuer: "https://login.example.com",
      clientId: "bulkhead",
      clientSecretCiphertext: encryptSecret("identity_provider.client_secret", "a client secret"),
    },
  });
  await database.import.create({
    data: {
      organizationId,
      kind: "USERS",
      total: 1,
      lines: {
        create: { line: 2, subject: "a@b.example", linkCiphertext: encryptSecret("import_line.link", "a link") },
      },
    },
  });
  const body = { dashboardId: it.shared.id, dashboardSecret: it.shared.secret, tenantId: it.a.id };
  token = (await issued(body)).accessToken;
  await sealAuditEvents();
});

afterEach(() => shiftClock(0));

/** Every stored secret as it is, by column. */
async function stored(): Promise<{ purpose: (typeof secretColumns)[number]["purpose"]; value: string }[]> {
  const columns = secretColumns.map(async ({ table, column, purpose }) => {
    const rows = await database.$queryRawUnsafe<{ value: string }[]>(
      `SELECT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    expect(rows.length, purpose).toBeGreaterThan(0);
    return rows.map(({ value }) => ({ purpose, value }));
  });
  return (await Promise.all(columns)).flat();
}

const opened = async () => (await stored()).map(({ purpose, value }) => `${purpose} ${decryptSecret(purpose, value)}`);
const keysInUse = async () => new Set((await stored()).map(({ value }) => value.split(".")[1]));

async function runCommand(...more: string[]): Promise<string> {
  const { NODE_ENV: _own, ...env } = process.env as Record<string, string>;
  const command = [path.join(root, "scripts", "rotate-encryption-key.mjs"), ...more];
  const run = promisify(execFile);
  return (await run(process.execPath, command, { cwd: root, env: env as NodeJS.ProcessEnv })).stdout;
}

/** As an operator does a while later. */
async function retireLater(): Promise<void> {
  shiftClock(120_000);
  await retireEncryptionKeys();
  shiftClock(0);
}

function startReader(): ChildProcess {
  const { NODE_ENV: _own, ...env } = process.env as Record<string, string>;
  const child = spawn(process.execPath, ["--import", "tsx", path.join(root, "tests/support/secret-reader.ts")], {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("the command puts every secret under a new key while another process reads them all, and none fails to open", async () => {
  const reader = startReader();
  const lines: string[] = [];
  createInterface({ input: reader.stdout as NodeJS.ReadableStream }).on("line", (line) => lines.push(line));
  await expect.poll(() => lines[0], { timeout: 30_000 }).toBe("ready");
  const before = await opened();
  const oldKey = primaryKey().id;
  const version = (await database.connection.findUniqueOrThrow({ where: { id: connectionId } })).version;
  await connectionDefinition(connectionId, version);

  const output = await runCommand();
  expect(output).toContain("policy_secrets.ciphertext: 250 encrypted anew");
  expect(output).toContain("Everything is under a new key.");

  expect(primaryKey().id).not.toBe(oldKey);
  expect(await keysInUse()).toEqual(new Set([primaryKey().id]));
  expect((await opened()).sort()).toEqual(before.sort());
  reader.stdin?.end();
  await once(reader, "exit");
  const { opened: read, failed } = JSON.parse(lines[1] ?? "{}");
  expect(failed).toBe(0);
  expect(read).toBeGreaterThan(before.length);

  const after = await database.connection.findUniqueOrThrow({ where: { id: connectionId } });
  expect(after.version).toBeGreaterThan(version);
  const definition = await connectionDefinition(connectionId, after.version);
  for (const { ciphertext } of definition?.secrets.get(policyId) ?? []) {
    expect(ciphertext.split(".")[1]).toBe(primaryKey().id);
  }
  expect(await readDashboardSecret(admin, it.shared.id)).toEqual({ secret: it.shared.secret });
  expect(fs.statSync(path.join(process.env.BULKHEAD_DATA_DIR ?? "", "keys", "encryption-key")).mode & 0o777).toBe(
    0o600,
  );
  expect(await database.auditEvent.count({ where: { action: "encryption_key.rotated" } })).toBe(1);
  await sealAuditEvents();
  expect((await verifyChain(it.organizationId, it.organizationId)).faults).toEqual([]);
});

test("a rotation that was cut off is finished by the next run, under the same new key", async () => {
  await retireLater();
  replacePrimaryFile(primaryKey());
  const made = primaryKey().id;
  await readDashboardSecret(admin, it.shared.id);
  expect((await keysInUse()).has(made)).toBe(false);
  const { newKey, left } = await rotateEncryptionKey();
  expect([newKey, left, primaryKey().id]).toEqual([false, 0, made]);
  expect(await keysInUse()).toEqual(new Set([made]));
});

test("the earlier key is kept for a minute, then deleted on demand, and everything still opens", async () => {
  const before = await opened();
  await expect(retireEncryptionKeys()).rejects.toMatchObject({ code: "conflict" });
  shiftClock(61_000);
  expect(await retireEncryptionKeys()).toBe(1);
  expect(await retireEncryptionKeys()).toBe(0);
  shiftClock(0);
  expect((await opened()).sort()).toEqual(before.sort());
  expect((await actorFromEmbedToken(token)).dashboardId).toBe(it.shared.id);
  expect((await publicKeySet()).keys.length).toBeGreaterThan(0);
  expect(await runCommand("--retire")).toContain("No earlier key is in the data folder.");
});

test("a key that something still needs is not deleted", async () => {
  const lost = `v2.AAAAAAAAAAAA.${"A".repeat(16)}.${"A".repeat(22)}.AAAA`;
  await rotateEncryptionKey();
  const where = { policyId_name: { policyId, name: "secret_7" } };
  const { ciphertext } = await database.policySecret.findUniqueOrThrow({ where });
  await database.policySecret.update({ where, data: { ciphertext: lost } });
  shiftClock(61_000);
  await expect(retireEncryptionKeys()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("1 "),
  });
  const { left, columns } = await rotateEncryptionKey();
  expect(left).toBe(1);
  expect(columns.find(({ column }) => column.startsWith("policy_secrets"))?.unreadable).toBe(1);
  await database.policySecret.update({ where, data: { ciphertext } });
  expect(await retireEncryptionKeys()).toBe(1);
});

test("an edit during the rotation is never overwritten by what it replaced", async () => {
  replacePrimaryFile(primaryKey());
  const edits = (async () => {
    let secret = "";
    for (let count = 0; count < 20; count += 1) ({ secret } = await rotateDashboardSecret(admin, it.shared.id));
    return secret;
  })();
  const [secret] = await Promise.all([edits, reEncryptSecrets(), reEncryptSecrets()]);
  expect(await readDashboardSecret(admin, it.shared.id)).toEqual({ secret });
  expect((await rotateEncryptionKey()).left).toBe(0);
});
