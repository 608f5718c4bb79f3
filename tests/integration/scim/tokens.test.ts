import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { secondsFromNow, shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { requireApiActor } from "@/lib/identity/api-actor";
import { actorFromApiKey } from "@/lib/identity/api-keys/actor-from-api-key";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { createScimToken } from "@/lib/scim/tokens/create-scim-token";
import { revokeScimToken } from "@/lib/scim/tokens/revoke-scim-token";
import { listScimTokens } from "@/lib/scim/tokens/scim-token-queries";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser } from "@/lib/users/disable-user";
import { getUserRemoval } from "@/lib/users/user-removal";
import { uuidv7 } from "@/lib/uuid";
import { scimCaller, scimToken, userOf } from "../../support/scim-calls";
import { createForeignAdmin, createPerson, createTenantWorld, createWorld, type World } from "../../support/world";

let world: World;
const expiresAt = () => secondsFromNow(3_600).toISOString();

beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => shiftClock(0));

test("a token is shown once with the address it is for; kept and listed is what cannot be used", async () => {
  const { token, id, prefix, baseAddress } = await scimToken(world.admin);
  expect(token).toMatch(/^bh_scim_[\w-]{43}$/);
  expect(token.startsWith(prefix)).toBe(true);
  expect(baseAddress).toBe("http://localhost:3000/api/scim/v2");
  const listed = JSON.stringify(await listScimTokens(world.admin));
  const stored = JSON.stringify(await database.scimToken.findMany());
  const audited = JSON.stringify(await database.auditEvent.findMany());
  expect(listed).toContain(id);
  for (const text of [listed, stored, audited]) expect(text).not.toContain(token);
});

test("the last use of a token is noted", async () => {
  const { id, call } = await scimToken(world.admin);
  await call("GET", "/Users?count=0");
  expect((await listScimTokens(world.admin)).data.find((row) => row.id === id)?.lastUsedAt).toEqual(expect.any(String));
});

test("without a token, with an invented, revoked or expired one, and with any other credential the answer is one 401", async () => {
  const [revoked, expired] = [await scimToken(world.admin), await scimToken(world.admin, { expiresAt: expiresAt() })];
  const apiKey = await createApiKey(world.admin, { name: "All", scopes: ["user:read", "user:write"] });
  await revokeScimToken(world.admin, revoked.id);
  expect((await expired.call("GET", "/Users")).status).toBe(200);
  shiftClock(3_700_000);
  const invented = `bh_scim_${"a".repeat(43)}`;
  const wrong = [null, "", "Bearer", "Basic eDp5", `Bearer ${invented}`, invented, `Bearer ${apiKey.key}`];
  const calls = [...wrong.map(scimCaller), revoked.call, expired.call];
  const answers = [];
  for (const call of calls) {
    for (const address of ["/Users", "/ServiceProviderConfig", "/Schemas", "/Nothing", `/Users/${uuidv7()}`]) {
      const { status, body, headers } = await call("GET", address);
      answers.push(JSON.stringify([status, body, headers.get("www-authenticate")]));
    }
  }
  expect([...new Set(answers)]).toEqual([
    JSON.stringify([
      401,
      {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        status: "401",
        detail: "The token is not valid",
      },
      "Bearer",
    ]),
  ]);
});

test("R17: a token opens nothing of the API, whoever made it", async () => {
  const { token } = await scimToken(world.admin);
  for (const address of ["users", "groups", "scim-tokens", "dashboards"]) {
    const headers = { authorization: `Bearer ${token}` };
    const request = new Request(`http://localhost:3000/api/v1/${address}`, { headers });
    await expect(requireApiActor(request)).rejects.toMatchObject({ code: "unauthenticated" });
  }
});

test("a token in the address or in a cookie is none", async () => {
  const { token } = await scimToken(world.admin);
  const none = scimCaller(null);
  expect((await none("GET", `/Users?access_token=${token}`)).status).toBe(401);
  expect((await none("GET", "/Users", undefined, { cookie: `token=${token}` })).status).toBe(401);
});

test("an address that keeps guessing is not listened to, and others are", async () => {
  const { token } = await scimToken(world.admin);
  const guesser = { "x-forwarded-for": "192.0.2.77" };
  const guess = scimCaller(`Bearer bh_scim_${"b".repeat(43)}`);
  for (let guesses = 0; guesses < 50; guesses++) await guess("GET", "/Users", undefined, guesser);
  expect((await guess("GET", "/Users", undefined, guesser)).status).toBe(429);
  const call = scimCaller(`Bearer ${token}`);
  expect((await call("GET", "/Users", undefined, { "x-forwarded-for": "192.0.2.78" })).status).toBe(200);
});

describe("making one", () => {
  test("is an ADMIN's, as are seeing and revoking them", async () => {
    const { id } = await scimToken(world.admin);
    for (const actor of [world.author, world.powerUser, world.viewer, world.california.powerUser]) {
      const forbidden = { code: "forbidden" };
      await expect(createScimToken(actor, { name: "X", expiresAt: expiresAt() })).rejects.toMatchObject(forbidden);
      await expect(listScimTokens(actor)).rejects.toMatchObject(forbidden);
      await expect(revokeScimToken(actor, id)).rejects.toMatchObject(forbidden);
    }
  });

  test("R17: no token makes people above POWER_USER, nor has no end", async () => {
    for (const role of ["AUTHOR", "ADMIN"] as const) {
      await expect(scimToken(world.admin, { role: role as never })).rejects.toMatchObject({ code: "invalid_input" });
      await expect(database.scimToken.updateMany({ data: { role } })).rejects.toThrow();
    }
    for (const end of ["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", undefined as never]) {
      await expect(scimToken(world.admin, { expiresAt: end })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  test("a foreign tenant or identity provider is one that does not exist", async () => {
    const foreign = await createForeignAdmin();
    const theirs = await createTenantWorld(foreign, "nevada", "Nevada");
    const { id } = await scimToken(world.admin);
    for (const tenantId of [theirs.tenant.id, uuidv7()]) {
      await expect(scimToken(world.admin, { tenantId })).rejects.toMatchObject({ message: "Tenant not found" });
    }
    await expect(scimToken(world.admin, { identityProviderId: uuidv7() })).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeScimToken(foreign, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listScimTokens(foreign)).total).toBe(0);
  });

  test("R08: an API key makes only tokens that may do no more and live no longer than itself", async () => {
    const clientWith = async (scopes: string[]) =>
      actorFromApiKey((await createApiKey(world.admin, { name: "Maker", scopes, expiresAt: expiresAt() })).key);
    const [weak, strong] = [
      await clientWith(["scim_token:write", "user:write"]),
      await clientWith(["scim_token:write", "user:write", "group:write"]),
    ];
    const make = (client: typeof weak, end = secondsFromNow(60).toISOString()) =>
      createScimToken(client, { name: "Made", expiresAt: end });
    await expect(make(weak)).rejects.toMatchObject({ code: "forbidden" });
    await expect(make(strong, secondsFromNow(7_200).toISOString())).rejects.toMatchObject({ code: "forbidden" });
    expect(await make(strong)).toMatchObject({ createdByName: world.admin.displayName });
  });
});

test("a token outlives whoever made it: removing them names it before, and the list says that its maker has left", async () => {
  const { admin, organizationId } = world;
  const maker = await createPerson(admin, { email: "maker@harbour.example", displayName: "Mona Maker", role: "ADMIN" });
  if (maker.kind !== "organization_user") throw new Error("expected an organization user");
  const kept = await scimToken(maker, { name: "Okta", tenantId: world.texas.tenant.id });
  const over = await scimToken(maker, { name: "Revoked long ago" });
  await revokeScimToken(admin, over.id);
  const listed = async () => (await listScimTokens(admin)).data.find(({ id }) => id === kept.id);
  expect(await listed()).toMatchObject({ createdByName: "Mona Maker", creatorHasLeft: false });
  expect((await getUserRemoval(admin, maker.userId)).scimTokens).toEqual([
    { id: kept.id, name: "Okta", tenantName: world.texas.tenant.name },
  ]);
  expect((await getUserRemoval(admin, world.author.userId)).scimTokens).toEqual([]);
  await disableUser(admin, maker.userId);
  expect(await listed()).toMatchObject({ createdByName: "Mona Maker", creatorHasLeft: true });
  await deleteUser(admin, maker.userId);
  expect(await listed()).toMatchObject({ createdByName: null, creatorHasLeft: true, revokedAt: null });
  expect((await kept.call("GET", "/Users")).status).toBe(200);
  expect(await database.scimToken.count({ where: { id: kept.id, organizationId } })).toBe(1);
});

test("a tenant's tokens go with the tenant", async () => {
  const { tenant } = await createTenantWorld(world.admin, "ohio", "Ohio");
  const { call } = await scimToken(world.admin, { tenantId: tenant.id });
  await call("POST", "/Users", userOf("somebody@ohio.example"));
  await deleteTenant(world.admin, tenant.id);
  expect((await call("GET", "/Users")).status).toBe(401);
});
