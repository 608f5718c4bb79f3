import { afterEach, beforeAll, expect, test } from "vitest";
import { secondsFromNow, shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import type { OrganizationUser } from "@/lib/identity/actor";
import { actorFromApiKey } from "@/lib/identity/api-keys/actor-from-api-key";
import { listApiKeys } from "@/lib/identity/api-keys/api-key-queries";
import { apiKeyScopes } from "@/lib/identity/api-keys/api-key-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/identity/api-keys/revoke-api-key";
import { createTenant } from "@/lib/tenants/create-tenant";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser, enableUser } from "@/lib/users/disable-user";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { createPerson, createWorld, type World } from "../../support/world";

let world: World;
const invalid = { code: "unauthenticated", message: "The API key is not valid" };

beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => shiftClock(0));

async function anotherAdmin(): Promise<OrganizationUser> {
  const input = { email: `${uuidv7()}@harbour.example`, displayName: "Second", role: "ADMIN" } as const;
  const person = await createPerson(world.admin, input);
  if (person.kind !== "organization_user") throw new Error("expected an organization user");
  return person;
}

test("a key is shown once; kept and listed is what cannot be used", async () => {
  const { key, id, prefix } = await createApiKey(world.admin, { name: "Export", scopes: ["tenant:read"] });
  expect(key).toMatch(/^bh_key_[\w-]{43}$/);
  expect(key.startsWith(prefix)).toBe(true);
  const listed = JSON.stringify(await listApiKeys(world.admin));
  const stored = JSON.stringify(await database.apiKey.findMany());
  const audited = JSON.stringify(await database.auditEvent.findMany());
  expect(listed).toContain(id);
  for (const text of [listed, stored, audited]) expect(text).not.toContain(key);
});

test("a key does what its scopes say and no more", async () => {
  const { key } = await createApiKey(world.admin, { name: "Reader", scopes: ["tenant:read"] });
  const client = await actorFromApiKey(key);
  expect((await listTenants(client)).total).toBe(2);
  await expect(createTenant(client, { key: "ohio", name: "Ohio" })).rejects.toMatchObject({ code: "forbidden" });
});

test("a revoked, an expired and an invented key get one answer", async () => {
  const expiresAt = secondsFromNow(60).toISOString();
  const revoked = await createApiKey(world.admin, { name: "Revoked", scopes: ["tenant:read"] });
  const expired = await createApiKey(world.admin, { name: "Expired", scopes: ["tenant:read"], expiresAt });
  await revokeApiKey(world.admin, revoked.id);
  expect(await actorFromApiKey(expired.key)).toBeTruthy();
  shiftClock(61_000);
  for (const key of [revoked.key, expired.key, `bh_key_${"a".repeat(43)}`]) {
    await expect(actorFromApiKey(key)).rejects.toMatchObject(invalid);
  }
});

test("R08: a key never exceeds the role its creator has now", async () => {
  const creator = await anotherAdmin();
  const { key } = await createApiKey(creator, { name: "All", scopes: [...apiKeyScopes] });
  expect(await actorFromApiKey(key)).toMatchObject({ role: "ADMIN" });
  await updateUser(world.admin, creator.userId, { role: "VIEWER" });
  const client = await actorFromApiKey(key);
  expect(client).toMatchObject({ role: "VIEWER" });
  await expect(listTenants(client)).rejects.toMatchObject({ code: "forbidden" });
});

test("a key ends with its creator: while disabled, and for good when deleted", async () => {
  const creator = await anotherAdmin();
  const { key } = await createApiKey(creator, { name: "All", scopes: [...apiKeyScopes] });
  await disableUser(world.admin, creator.userId);
  await expect(actorFromApiKey(key)).rejects.toMatchObject(invalid);
  await enableUser(world.admin, creator.userId);
  expect(await actorFromApiKey(key)).toMatchObject({ role: "ADMIN" });
  await deleteUser(world.admin, creator.userId);
  await expect(actorFromApiKey(key)).rejects.toMatchObject(invalid);
});

test("R08: a key makes only keys that may do no more and live no longer than itself", async () => {
  const expiresAt = secondsFromNow(3_600).toISOString();
  const scopes = ["api_key:write", "tenant:read"];
  const client = await actorFromApiKey((await createApiKey(world.admin, { name: "Maker", scopes, expiresAt })).key);
  const make = (input: { scopes: string[]; expiresAt?: string }) => createApiKey(client, { name: "Made", ...input });
  await expect(make({ scopes: ["tenant:write"], expiresAt })).rejects.toMatchObject({ code: "forbidden" });
  await expect(make({ scopes: ["tenant:read"] })).rejects.toMatchObject({ code: "forbidden" });
  expect(await make({ scopes: ["tenant:read"], expiresAt })).toMatchObject({ createdById: world.admin.userId });
});

test("the last use is written at most once a minute", async () => {
  const { key, id } = await createApiKey(world.admin, { name: "Often", scopes: ["tenant:read"] });
  const lastUsedAt = async () => (await database.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime();
  await actorFromApiKey(key);
  const first = await lastUsedAt();
  shiftClock(30_000);
  await actorFromApiKey(key);
  expect(await lastUsedAt()).toBe(first);
  shiftClock(61_000);
  await actorFromApiKey(key);
  expect(await lastUsedAt()).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
});

test("unknown scopes and an end in the past are refused", async () => {
  const { admin } = world;
  const past = "2020-01-01T00:00:00Z";
  await expect(createApiKey(admin, { name: "X", scopes: ["everything"] })).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(createApiKey(admin, { name: "X", scopes: ["tenant:read"], expiresAt: past })).rejects.toMatchObject({
    fields: { expiresAt: expect.any(String) },
  });
});

test("nobody but an ADMIN makes, lists or revokes keys", async () => {
  const { id } = await createApiKey(world.admin, { name: "X", scopes: ["tenant:read"] });
  for (const actor of [world.author, world.powerUser, world.viewer, world.california.powerUser]) {
    const input = { name: "X", scopes: ["tenant:read"] };
    await expect(createApiKey(actor, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listApiKeys(actor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeApiKey(actor, id)).rejects.toMatchObject({ code: "forbidden" });
  }
});
