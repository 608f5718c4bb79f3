import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database";
import { sessionActor } from "@/lib/identity/session-actor";
import { beginOidcSignIn } from "@/lib/oidc/begin-sign-in";
import { createIdentityProvider } from "@/lib/oidc/create-identity-provider";
import { deleteIdentityProvider } from "@/lib/oidc/delete-identity-provider";
import { finishOidcSignIn } from "@/lib/oidc/finish-sign-in";
import type { IdentityProviderView } from "@/lib/oidc/identity-provider-schema";
import { uuidv7 } from "@/lib/uuid";
import { type IdentityProviderServer, startIdentityProvider } from "../../support/identity-provider";
import { patchOf, scimToken, userOf } from "../../support/scim-calls";
import { createWorld, type World } from "../../support/world";

let world: World;
let server: IdentityProviderServer;
const origin = { address: "192.0.2.61", userAgent: null };

beforeAll(async () => {
  process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "127.0.0.1";
  world = await createWorld();
  server = await startIdentityProvider();
});
afterAll(() => server.stop());

async function newProvider(tenantId: string | null): Promise<IdentityProviderView> {
  const login = { issuer: server.issuer, ...server.client };
  const provider = await createIdentityProvider(world.admin, { name: uuidv7(), tenantId, ...login });
  server.allow(provider.redirectUri);
  return provider;
}

/** The session of somebody who signs in through the provider, or what refused it. */
async function enter(provider: IdentityProviderView, subject: string): Promise<string> {
  server.people.set(subject, { email: `${subject}@idp.example`, email_verified: true });
  server.signInAs(subject);
  const { address, browserSecret } = await beginOidcSignIn(provider.id, "/", origin);
  const parameters = new URL(await server.walk(address)).searchParams;
  const answer = { providerId: provider.id, parameters, browserSecret, currentSessionId: null };
  return finishOidcSignIn(answer, origin).then(
    ({ sessionId }) => sessionId ?? "",
    (error: { code: string }) => error.code,
  );
}

const query = (filter: string, more: object = {}) => `?${new URLSearchParams({ filter, ...more })}`;

test("a client that works as Entra does tests, makes, finds, renames, regroups, disables and deletes", async () => {
  const { tenant } = world.california;
  const provider = await newProvider(tenant.id);
  const { call } = await scimToken(world.admin, { tenantId: tenant.id, identityProviderId: provider.id });
  const [userName, externalId] = ["Alex.Wilber@california.example", uuidv7()];

  // The connection test asks for somebody who is nobody.
  const nobody = await call("GET", `/Users${query(`userName eq "${uuidv7()}"`)}`);
  expect([nobody.status, nobody.body.totalResults, nobody.body.Resources]).toEqual([200, 0, []]);

  const made = await call("POST", "/Users", {
    schemas: [
      "urn:ietf:params:scim:schemas:core:2.0:User",
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    ],
    externalId,
    userName,
    active: true,
    displayName: "Alex Wilber",
    emails: [{ primary: true, type: "work", value: userName }],
    meta: { resourceType: "User" },
    name: { formatted: "Alex Wilber", familyName: "Wilber", givenName: "Alex" },
    roles: [],
    title: "Analyst",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Marketing", employeeNumber: "7" },
  });
  expect(made.status).toBe(201);
  const { id } = made.body;
  const found = await call("GET", `/Users${query(`userName eq "${userName}"`)}`);
  expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id, externalId, active: true }] });

  const session = await enter(provider, externalId);
  expect(await sessionActor(session)).toMatchObject({ userId: id, kind: "tenant_user", role: "VIEWER" });

  const renamed = await call(
    "PATCH",
    `/Users/${id}`,
    patchOf(
      { op: "Replace", path: "displayName", value: "Alexandra Wilber" },
      { op: "Add", path: "name.givenName", value: "Alexandra" },
      { op: "Replace", path: 'emails[type eq "work"].value', value: userName },
      { op: "Add", path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", value: "Sales" },
    ),
  );
  expect(renamed).toMatchObject({ status: 200, body: { displayName: "Alexandra Wilber" } });

  const group = await call("POST", "/Groups", {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    externalId: uuidv7(),
    displayName: "Analysts",
    meta: { resourceType: "Group" },
  });
  expect(group.status).toBe(201);
  const members = `/Groups/${group.body.id}`;
  await call("PATCH", members, patchOf({ op: "Add", path: "members", value: [{ $ref: null, value: id }] }));
  const isMember = async (operator: string) =>
    (
      await call(
        "GET",
        `/Groups${query(`id ${operator} "${group.body.id}" and members eq "${id}"`, { excludedAttributes: "members" })}`,
      )
    ).body;
  expect(await isMember("eq")).toMatchObject({ totalResults: 1 });
  expect((await isMember("eq")).Resources[0].members).toBeUndefined();
  await call("PATCH", members, patchOf({ op: "Remove", path: "members", value: [{ value: id }] }));
  expect(await isMember("eq")).toMatchObject({ totalResults: 0 });

  const off = await call("PATCH", `/Users/${id}`, patchOf({ op: "Replace", path: "active", value: "False" }));
  expect(off.body.active).toBe(false);
  expect(await sessionActor(session)).toBeNull();
  expect(await enter(provider, externalId)).toBe("unauthenticated");
  await call("PATCH", `/Users/${id}`, patchOf({ op: "Replace", path: "active", value: "True" }));
  expect(await sessionActor(await enter(provider, externalId))).toMatchObject({ userId: id });

  expect((await call("DELETE", `/Users/${id}`)).status).toBe(204);
  expect((await call("DELETE", members)).status).toBe(204);
  expect(await enter(provider, externalId)).toBe("unauthenticated");
});

test("a client that works as Okta does looks, makes, pushes whole profiles, deactivates and pushes groups", async () => {
  const provider = await newProvider(null);
  const { call } = await scimToken(world.admin, { role: "POWER_USER", identityProviderId: provider.id });
  const [userName, externalId] = ["isaac.brock@harbour.example", `00u${uuidv7()}`];
  const look = () => call("GET", `/Users${query(`userName eq "${userName}"`, { startIndex: 1, count: 100 })}`);
  expect((await look()).body).toMatchObject({ totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] });

  const profile = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName,
    name: { givenName: "Isaac", familyName: "Brock" },
    emails: [{ primary: true, value: userName, type: "work" }],
    displayName: "Isaac Brock",
    locale: "en-US",
    externalId,
    groups: [],
    password: "Tr0ub4dor&3-Tr0ub4dor",
    active: true,
  };
  const made = await call("POST", "/Users", profile);
  expect(made).toMatchObject({ status: 201, body: { userName, externalId, roles: [{ value: "POWER_USER" }] } });
  const { id } = made.body;
  expect((await database.user.findUniqueOrThrow({ where: { id } })).passwordHash).toBeNull();
  expect(await sessionActor(await enter(provider, externalId))).toMatchObject({ userId: id, role: "POWER_USER" });

  const { password: _, ...pushed } = profile;
  const put = await call("PUT", `/Users/${id}`, {
    ...pushed,
    id,
    meta: made.body.meta,
    name: { givenName: "Isaac", familyName: "Brockman" },
    displayName: "Isaac Brockman",
  });
  expect(put).toMatchObject({ status: 200, body: { displayName: "Isaac Brockman", name: { familyName: "Brockman" } } });

  const group = await call("POST", "/Groups", {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    displayName: "Pushed group",
    members: [],
  });
  const address = `/Groups/${group.body.id}`;
  const replaced = patchOf({ op: "replace", value: { id: group.body.id, displayName: "Renamed group" } });
  expect((await call("PATCH", address, replaced)).body.displayName).toBe("Renamed group");
  const joined = patchOf({ op: "add", path: "members", value: [{ value: id, display: userName }] });
  expect((await call("PATCH", address, joined)).body.members).toHaveLength(1);
  const left = patchOf({ op: "remove", path: `members[value eq "${id}"]` });
  expect((await call("PATCH", address, left)).body.members).toBeUndefined();

  const off = await call("PATCH", `/Users/${id}`, patchOf({ op: "replace", value: { active: false } }));
  expect(off.body.active).toBe(false);
  expect(await enter(provider, externalId)).toBe("unauthenticated");
  expect((await look()).body).toMatchObject({ totalResults: 1, Resources: [{ active: false }] });
});

test("R17: a token never makes anybody sign in as somebody who was there before, nor as another's subject", async () => {
  const provider = await newProvider(world.texas.tenant.id);
  const { call } = await scimToken(world.admin, { tenantId: world.texas.tenant.id, identityProviderId: provider.id });
  const subject = uuidv7();
  const { userId } = world.texas.powerUser;
  const adopted = patchOf({ op: "add", path: "externalId", value: subject });
  expect((await call("PATCH", `/Users/${userId}`, adopted)).body.externalId).toBe(subject);
  expect(await enter(provider, subject)).toBe("unauthenticated");
  expect(await database.userIdentity.count({ where: { userId } })).toBe(0);

  const taken = uuidv7();
  const first = await call("POST", "/Users", userOf("first@texas.example", { externalId: taken }));
  await call("PATCH", `/Users/${first.body.id}`, patchOf({ op: "remove", path: "externalId" }));
  const second = await call("POST", "/Users", userOf("second@texas.example", { externalId: taken }));
  expect(second).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
  expect(await sessionActor(await enter(provider, taken))).toMatchObject({ userId: first.body.id });
});

test("R17: a token names a provider of its own home only, and goes on without one that is removed", async () => {
  const [ofTexas, ofOrganization] = [await newProvider(world.texas.tenant.id), await newProvider(null)];
  const homes: [string | null, IdentityProviderView][] = [
    [null, ofTexas],
    [world.california.tenant.id, ofTexas],
    [world.texas.tenant.id, ofOrganization],
  ];
  for (const [tenantId, { id: identityProviderId }] of homes) {
    const made = scimToken(world.admin, { tenantId, identityProviderId });
    await expect(made).rejects.toMatchObject({ code: "not_found" });
  }
  const { call } = await scimToken(world.admin, { identityProviderId: ofOrganization.id });
  await deleteIdentityProvider(world.admin, ofOrganization.id);
  expect((await call("POST", "/Users", userOf("later@harbour.example", { externalId: uuidv7() }))).status).toBe(201);
});
