import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as callbackRoute } from "@/app/api/oidc/[providerId]/callback/route";
import { database } from "@/lib/database";
import { createGroup } from "@/lib/groups/create-group";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import { sessionActor } from "@/lib/identity/session-actor";
import { sessionCookieName, sessionIdFromCookie } from "@/lib/identity/session-cookie";
import { signIn } from "@/lib/identity/sign-in";
import { beginIdentityLink, beginOidcSignIn } from "@/lib/oidc/begin-sign-in";
import { createIdentityProvider } from "@/lib/oidc/create-identity-provider";
import { finishOidcSignIn } from "@/lib/oidc/finish-sign-in";
import type { CreateIdentityProviderInput, IdentityProviderView } from "@/lib/oidc/identity-provider-schema";
import { listOwnIdentities, unlinkIdentity } from "@/lib/oidc/link-identity";
import { attemptCookieName } from "@/lib/oidc/sign-in-cookie";
import { updateIdentityProvider } from "@/lib/oidc/update-identity-provider";
import { disableUser } from "@/lib/users/disable-user";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { type IdentityProviderServer, startIdentityProvider } from "../../support/identity-provider";
import { assignPolicyTo } from "../../support/policy-rows";
import { createPerson, createWorld, type World, worldPassword } from "../../support/world";

let world: World;
let server: IdentityProviderServer;
let names = 0;
const origin = { address: "192.0.2.50", userAgent: "Firefox/1" };

beforeAll(async () => {
  process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "127.0.0.1";
  world = await createWorld();
  server = await startIdentityProvider();
});
afterAll(() => server.stop());

async function newProvider(input: Partial<CreateIdentityProviderInput> = {}): Promise<IdentityProviderView> {
  const login = { issuer: server.issuer, ...server.client };
  const provider = await createIdentityProvider(world.admin, { name: `Provider ${names++}`, ...login, ...input });
  server.allow(provider.redirectUri);
  return provider;
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );

/** Somebody new at the provider. */
function somebody(claims: Record<string, unknown> = {}): { subject: string; email: string } {
  const [subject, email] = [uuidv7(), `${uuidv7()}@idp.example`];
  server.people.set(subject, { email, email_verified: true, name: "Ida Provided", ...claims });
  return { subject, email };
}

/** Goes the whole way through the provider's pages as `subject`. */
async function enter(providerId: string, subject: string) {
  server.signInAs(subject);
  const { address, browserSecret } = await beginOidcSignIn(providerId, "/projects", origin);
  const parameters = new URL(await server.walk(address)).searchParams;
  return finishOidcSignIn({ providerId, parameters, browserSecret, currentSessionId: null }, origin);
}

async function entered(providerId: string, subject: string): Promise<OrganizationUser | TenantUser> {
  const actor = await sessionActor((await enter(providerId, subject)).sessionId ?? "");
  if (!actor) throw new Error("expected somebody");
  return actor;
}

const lastReason = async (providerId: string) => {
  const where = { action: "user.sign_in_refused", targetId: providerId };
  const event = await database.auditEvent.findFirst({ where, orderBy: { id: "desc" } });
  return (event?.details as { reason?: string } | undefined)?.reason;
};

async function linked(person: OrganizationUser | TenantUser, providerId: string, subject: string) {
  const sessionId = (await signIn({ email: person.email, password: worldPassword }, origin)) ?? "";
  server.signInAs(subject);
  const { address, browserSecret } = await beginIdentityLink(person, sessionId, providerId);
  const parameters = new URL(await server.walk(address)).searchParams;
  const finish = (currentSessionId: string | null) =>
    finishOidcSignIn({ providerId, parameters, browserSecret, currentSessionId }, origin);
  return { sessionId, finish };
}

describe("somebody who comes for the first time", () => {
  test("becomes a VIEWER of the organization where the provider may make people, and the same person next time", async () => {
    const provider = await newProvider({ autoCreate: true });
    const { subject, email } = somebody();
    const first = await entered(provider.id, subject);
    expect(first).toMatchObject({ kind: "organization_user", email, role: "VIEWER", displayName: "Ida Provided" });
    expect(await entered(provider.id, subject)).toEqual(first);
    const events = await database.auditEvent.findMany({ where: { targetId: first.userId }, orderBy: { id: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["user.created", "user.signed_in", "user.signed_in"]);
  });

  test("is refused where the provider may make nobody", async () => {
    const provider = await newProvider();
    expect(await code(enter(provider.id, somebody().subject))).toBe("unauthenticated");
    expect(await lastReason(provider.id)).toBe("unknown_person");
  });

  test("gets tenant, role and groups as the mapping says, and nothing that it does not say", async () => {
    const { california, admin } = world;
    const group = await createGroup(admin, { name: "Pilots", tenantId: california.tenant.id });
    const provider = await newProvider({
      autoCreate: true,
      claimMapping: {
        tenantClaim: "tenant",
        roleClaim: "role",
        roles: { builder: "POWER_USER", writer: "AUTHOR" },
        groupsClaim: "groups",
        groups: { flying: group.id },
      },
    });
    const claims = { tenant: "california", role: ["builder", "ADMIN"], groups: ["flying", "everything"] };
    const person = await entered(provider.id, somebody(claims).subject);
    expect(person).toMatchObject({ kind: "tenant_user", tenantId: california.tenant.id, role: "POWER_USER" });
    expect(await database.groupMember.findMany({ where: { userId: person.userId } })).toMatchObject([
      { groupId: group.id },
    ]);
    const writer = await entered(provider.id, somebody({ tenant: "california", role: "writer" }).subject);
    expect(writer).toMatchObject({ tenantId: california.tenant.id, role: "POWER_USER" });
  });

  test("R17: without a tenant, with two, or with one that is not there is refused, not made somebody of the organization", async () => {
    const provider = await newProvider({ autoCreate: true, claimMapping: { tenantClaim: "tenant" } });
    const cases: [unknown, string][] = [
      [undefined, "tenant_not_named"],
      [["california", "texas"], "tenant_not_named"],
      [{ key: "california" }, "tenant_not_named"],
      ["California", "tenant_unknown"],
      ["nevada", "tenant_unknown"],
    ];
    for (const [tenant, reason] of cases) {
      const { subject, email } = somebody({ tenant });
      expect(await code(enter(provider.id, subject))).toBe("unauthenticated");
      expect([await lastReason(provider.id), await database.user.count({ where: { email } })]).toEqual([reason, 0]);
    }
  });

  test("R17: without an e-mail that the provider has verified is refused", async () => {
    const provider = await newProvider({ autoCreate: true });
    for (const claims of [
      { email_verified: false },
      { email_verified: undefined },
      { email_verified: "true" },
      { email: "x" },
    ]) {
      expect(await code(enter(provider.id, somebody(claims).subject))).toBe("unauthenticated");
      expect(await lastReason(provider.id)).toBe("no_verified_email");
    }
  });

  test("R17: a tenant's provider that claims an admin's e-mail, role ADMIN and a foreign tenant makes a VIEWER of its tenant", async () => {
    const { california, texas, admin } = world;
    const provider = await newProvider({ tenantId: california.tenant.id, autoCreate: true });
    const { subject } = somebody({ email: admin.email, role: "ADMIN", tenant: texas.tenant.key, groups: ["admins"] });
    const person = await entered(provider.id, subject);
    expect(person).toMatchObject({ kind: "tenant_user", tenantId: california.tenant.id, role: "VIEWER" });
    expect(person.userId).not.toBe(admin.userId);
    expect(await sessionActor((await signIn({ email: admin.email, password: worldPassword }, origin)) ?? "")).toEqual(
      admin,
    );
  });

  test("R17: an organization's provider that claims an existing person's e-mail gets neither them nor anybody", async () => {
    const provider = await newProvider({ autoCreate: true });
    const { subject } = somebody({ email: world.admin.email });
    expect(await code(enter(provider.id, subject))).toBe("unauthenticated");
    expect(await lastReason(provider.id)).toBe("email_taken");
    expect(await database.userIdentity.count({ where: { subject } })).toBe(0);
  });

  test("R17: a tenant's provider can be set up for its own tenant and up to POWER_USER only", async () => {
    const tenantId = world.california.tenant.id;
    for (const claimMapping of [
      { tenantClaim: "tenant" },
      { defaultRole: "AUTHOR" as const },
      { roles: { a: "AUTHOR" as const } },
      { roles: { a: "ADMIN" as never } },
    ]) {
      expect(await code(newProvider({ tenantId, claimMapping }))).toBe("invalid_input");
    }
    const provider = await newProvider({ tenantId });
    const update = updateIdentityProvider(world.admin, provider.id, { claimMapping: { defaultRole: "AUTHOR" } });
    expect(await code(update)).toBe("invalid_input");
  });

  test("R16: joins no group of another home, nor one that a policy is assigned to", async () => {
    const { admin, california, texas } = world;
    const groupOf = (name: string, tenantId: string) => createGroup(admin, { name, tenantId });
    const foreign = await groupOf("Texans", texas.tenant.id);
    const ruled = await groupOf("Ruled", california.tenant.id);
    const mappingTo = (id: string) => ({ groupsClaim: "groups", groups: { all: id } });
    const ofTenant = { tenantId: california.tenant.id, claimMapping: mappingTo(foreign.id) };
    expect(await code(newProvider(ofTenant))).toBe("invalid_input");
    for (const { id } of [foreign, ruled]) {
      const claimMapping = { ...mappingTo(id), tenantClaim: "tenant" };
      const provider = await newProvider({ autoCreate: true, claimMapping });
      if (id === ruled.id) await assignPolicyTo(world, { groupId: id });
      const { subject, email } = somebody({ tenant: "california", groups: ["all"] });
      expect(await code(enter(provider.id, subject))).toBe("unauthenticated");
      const made = await database.user.count({ where: { email } });
      expect([await lastReason(provider.id), made]).toEqual(["group_not_allowed", 0]);
    }
    expect(await code(newProvider({ claimMapping: mappingTo(ruled.id) }))).toBe("invalid_input");
  });
});

describe("somebody who is known", () => {
  test("R17: is not raised, moved or renamed by what the provider says later", async () => {
    const provider = await newProvider({
      autoCreate: true,
      claimMapping: { roleClaim: "role", roles: { writer: "AUTHOR" } },
    });
    const { subject, email } = somebody();
    const first = await entered(provider.id, subject);
    server.people.set(subject, { email: world.admin.email, email_verified: true, name: "Else", role: "writer" });
    expect(await entered(provider.id, subject)).toEqual(first);
    await updateUser(world.admin, first.userId, { role: "POWER_USER" });
    expect(await entered(provider.id, subject)).toMatchObject({ email, role: "POWER_USER" });
  });

  test("is kept out when disabled, and when the provider is", async () => {
    const provider = await newProvider({ autoCreate: true });
    const { subject } = somebody();
    const person = await entered(provider.id, subject);
    await disableUser(world.admin, person.userId);
    expect(await code(enter(provider.id, subject))).toBe("unauthenticated");
    expect(await lastReason(provider.id)).toBe("disabled");
    await updateIdentityProvider(world.admin, provider.id, { disabled: true });
    expect(await code(enter(provider.id, subject))).toBe("not_found");
  });
});

describe("linking", () => {
  test("R17: a person links their identity in their own session, and signs in with it from then on", async () => {
    const provider = await newProvider();
    const person = await createPerson(world.admin, {
      email: `${uuidv7()}@harbour.example`,
      displayName: "Linda",
      role: "ADMIN",
    });
    const { subject } = somebody();
    const { sessionId, finish } = await linked(person, provider.id, subject);
    expect(await finish(sessionId)).toEqual({ sessionId: null, destination: "/account" });
    expect(await entered(provider.id, subject)).toEqual(person);
    expect(await listOwnIdentities(person)).toContainEqual({
      providerId: provider.id,
      name: provider.name,
      linked: true,
    });
    await unlinkIdentity(person, provider.id);
    expect(await code(enter(provider.id, subject))).toBe("unauthenticated");
  });

  test("R17: nobody links in another session, nor takes an identity that is somebody's", async () => {
    const provider = await newProvider({ autoCreate: true });
    const { subject } = somebody();
    const owner = await entered(provider.id, subject);
    const taking = await linked(world.author, provider.id, subject);
    expect(await code(taking.finish(taking.sessionId))).toBe("unauthenticated");
    expect(await lastReason(provider.id)).toBe("linked_elsewhere");
    expect(await entered(provider.id, subject)).toEqual(owner);
    for (const current of ["none", "other"] as const) {
      const other = (await signIn({ email: world.viewer.email, password: worldPassword }, origin)) ?? "";
      const stray = await linked(world.author, provider.id, somebody().subject);
      expect(await code(stray.finish(current === "none" ? null : other))).toBe("unauthenticated");
      expect(await lastReason(provider.id)).toBe("session_over");
    }
  });

  test("R17: a tenant's provider is there for that tenant's people only", async () => {
    const { california, texas, admin } = world;
    const provider = await newProvider({ tenantId: california.tenant.id });
    for (const person of [texas.viewer, admin]) {
      expect(await code(beginIdentityLink(person, uuidv7(), provider.id))).toBe("not_found");
      expect((await listOwnIdentities(person)).map(({ providerId }) => providerId)).not.toContain(provider.id);
    }
    const { subject } = somebody();
    const { sessionId, finish } = await linked(california.viewer, provider.id, subject);
    await finish(sessionId);
    expect(await entered(provider.id, subject)).toEqual(california.viewer);
  });
});

describe("over HTTP", () => {
  const callback = async (providerId: string, address: string, cookie: string) => {
    const request = new Request(address, { headers: { cookie } });
    return callbackRoute(request, { params: Promise.resolve({ providerId }) });
  };

  test("the browser that began comes back with a session, once", async () => {
    const provider = await newProvider({ autoCreate: true });
    const { subject, email } = somebody();
    server.signInAs(subject);
    const { address, browserSecret } = await beginOidcSignIn(provider.id, "/projects", origin);
    const back = await server.walk(address);
    const cookie = `${attemptCookieName()}=${browserSecret}`;
    const answer = await callback(provider.id, back, cookie);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "http://localhost:3000/projects"]);
    const set = answer.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookieName()}=`)) ?? "";
    expect(set).toMatch(/; HttpOnly; SameSite=Lax/);
    const id = await sessionIdFromCookie(/=([^;]*)/.exec(set)?.[1] ?? "");
    expect(await sessionActor(id ?? "")).toMatchObject({ email });
    const again = await callback(provider.id, back, cookie);
    expect(again.headers.get("location")).toBe("http://localhost:3000/sign-in?error=refused");
    expect(again.headers.getSetCookie().join()).not.toContain(sessionCookieName());
  });

  test("R17: another browser, another provider or another state gets no session", async () => {
    const [provider, other] = [await newProvider({ autoCreate: true }), await newProvider({ autoCreate: true })];
    server.signInAs(somebody().subject);
    const { address, browserSecret } = await beginOidcSignIn(provider.id, "/", origin);
    const theirs = await beginOidcSignIn(provider.id, "/", origin);
    const back = await server.walk(address);
    const own = `${attemptCookieName()}=${browserSecret}`;
    const wrongState = new URL(back);
    wrongState.searchParams.set("state", "guessed");
    const doubled = new URL(back);
    doubled.searchParams.append("state", "guessed");
    for (const [providerId, href, cookie] of [
      [provider.id, back, ""],
      [provider.id, back, `${attemptCookieName()}=${theirs.browserSecret}`],
      [provider.id, wrongState.href, own],
      [provider.id, doubled.href, own],
      ["x", back, own],
    ] as const) {
      const answer = await callback(providerId, href, cookie);
      expect(answer.headers.get("location")).toBe("http://localhost:3000/sign-in?error=refused");
    }
    const mixedUp = await callback(other.id, back, own);
    expect(mixedUp.headers.getSetCookie().join()).not.toContain(sessionCookieName());
  });
});
