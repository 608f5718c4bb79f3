import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/lib/database";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import { sessionActor } from "@/lib/identity/session-actor";
import { signIn } from "@/lib/identity/sign-in";
import { beginOidcSignIn } from "@/lib/oidc/begin-sign-in";
import { createIdentityProvider } from "@/lib/oidc/create-identity-provider";
import { deleteIdentityProvider } from "@/lib/oidc/delete-identity-provider";
import { finishOidcSignIn } from "@/lib/oidc/finish-sign-in";
import type { IdentityProviderView } from "@/lib/oidc/identity-provider-schema";
import { unlinkIdentity } from "@/lib/oidc/link-identity";
import { updateIdentityProvider } from "@/lib/oidc/update-identity-provider";
import { createUser } from "@/lib/users/create-user";
import { disableUser } from "@/lib/users/disable-user";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { type IdentityProviderServer, startIdentityProvider } from "../../support/identity-provider";
import { actorOf, createWorld, type World, worldPassword } from "../../support/world";

let world: World;
let server: IdentityProviderServer;
let provider: IdentityProviderView;
const origin = { address: "192.0.2.60", userAgent: null };

beforeAll(async () => {
  process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "127.0.0.1";
  world = await createWorld();
  server = await startIdentityProvider();
});
afterAll(() => server.stop());
beforeEach(async () => {
  provider = await newProvider();
});

async function newProvider() {
  const login = { issuer: server.issuer, ...server.client };
  const made = await createIdentityProvider(world.admin, { name: uuidv7(), autoCreate: true, ...login });
  server.allow(made.redirectUri);
  return made;
}

/** Signs in through a provider as somebody new there, or as the subject that is given, and returns the session. */
async function enter(through = provider, subject = uuidv7()): Promise<string> {
  server.people.set(subject, { email: `${subject}@idp.example`, email_verified: true, name: "Ida" });
  server.signInAs(subject);
  const { address, browserSecret } = await beginOidcSignIn(through.id, "/projects", origin);
  const parameters = new URL(await server.walk(address)).searchParams;
  const answer = { providerId: through.id, parameters, browserSecret, currentSessionId: null };
  const { sessionId } = await finishOidcSignIn(answer, origin);
  return sessionId ?? "";
}

async function somebodyOf(sessionId: string): Promise<OrganizationUser | TenantUser> {
  const actor = await sessionActor(sessionId);
  if (!actor) throw new Error("expected somebody");
  return actor;
}

const ways: [string, () => Promise<unknown>][] = [
  ["disabling", () => updateIdentityProvider(world.admin, provider.id, { disabled: true })],
  ["removing", () => deleteIdentityProvider(world.admin, provider.id)],
];

describe.each(ways)("%s a provider", (_, shut) => {
  test("ends the sessions it made with the next request, tells how many, and leaves all others", async () => {
    const through = [await enter(), await enter()];
    const elsewhere = await enter(await newProvider());
    const byPassword = (await signIn({ email: world.author.email, password: worldPassword }, origin)) ?? "";
    const person = await somebodyOf(through[0] ?? "");
    await shut();
    for (const session of through) expect(await sessionActor(session)).toBeNull();
    for (const session of [elsewhere, byPassword]) expect(await sessionActor(session)).not.toBeNull();
    expect(await database.user.findUnique({ where: { id: person.userId } })).toMatchObject({ disabledAt: null });
    const where = { targetId: provider.id, action: { not: "identity_provider.created" } };
    const event = await database.auditEvent.findFirstOrThrow({ where, orderBy: { id: "desc" } });
    expect(event.details).toMatchObject({ endedSessions: 2 });
  });

  test("leaves nobody in who was coming in at that moment", async () => {
    const subjects = Array.from({ length: 6 }, () => uuidv7());
    for (const subject of subjects) await enter(provider, subject);
    const entering = Promise.allSettled(subjects.map((subject) => enter(provider, subject)));
    await shut();
    for (const entered of await entering) {
      if (entered.status === "fulfilled") expect(await sessionActor(entered.value)).toBeNull();
    }
    const rows = await database.session.findMany({ where: { identityProviderId: provider.id, revokedAt: null } });
    expect(rows).toEqual([]);
  });
});

describe("the last ADMIN", () => {
  /** Takes the first admin's password away, so that a provider is the only way in that is left. */
  async function onlyThroughProvider() {
    const subject = uuidv7();
    const { userId } = await somebodyOf(await enter(provider, subject));
    await updateUser(world.admin, userId, { role: "ADMIN" });
    const { passwordHash } = await database.user.findUniqueOrThrow({ where: { id: world.admin.userId } });
    await database.user.update({ where: { id: world.admin.userId }, data: { passwordHash: null } });
    const restore = async () => {
      await database.user.update({ where: { id: world.admin.userId }, data: { passwordHash } });
      await updateUser(world.admin, userId, { role: "VIEWER" });
    };
    return { userId, restore };
  }

  test("who signs in through an enabled provider counts as one who stays", async () => {
    const { userId, restore } = await onlyThroughProvider();
    await disableUser(world.admin, world.admin.userId);
    await expect(disableUser(await actorOf(userId), userId)).rejects.toMatchObject({ code: "conflict" });
    await database.user.update({ where: { id: world.admin.userId }, data: { disabledAt: null } });
    await restore();
  });

  test("does not lose the only provider they can sign in through: by disabling, removing or unlinking", async () => {
    const { userId, restore } = await onlyThroughProvider();
    const conflict = { code: "conflict", message: expect.stringContaining("No admin could sign in") };
    for (const [, shut] of ways) await expect(shut()).rejects.toMatchObject(conflict);
    await expect(unlinkIdentity(await actorOf(userId), provider.id)).rejects.toMatchObject(conflict);
    expect(await database.identityProvider.findUniqueOrThrow({ where: { id: provider.id } })).toMatchObject({
      disabledAt: null,
    });
    await restore();
    await updateIdentityProvider(world.admin, provider.id, { disabled: true });
  });

  test("who is linked to a disabled provider alone does not count, nor who has no way in at all", async () => {
    const { userId } = await somebodyOf(await enter());
    await updateUser(world.admin, userId, { role: "ADMIN" });
    await updateIdentityProvider(world.admin, provider.id, { disabled: true });
    const input = { email: `${uuidv7()}@harbour.example`, displayName: "No Way", role: "ADMIN" } as const;
    await createUser(world.admin, input);
    const refused = { code: "conflict" };
    await expect(disableUser(world.admin, world.admin.userId)).rejects.toMatchObject(refused);
    await updateIdentityProvider(world.admin, provider.id, { disabled: false });
    await disableUser(world.admin, world.admin.userId);
    await database.user.update({ where: { id: world.admin.userId }, data: { disabledAt: null } });
    await updateUser(world.admin, userId, { role: "VIEWER" });
  });

  test("keeps a provider to sign in through when two are shut at the same moment", async () => {
    const { userId, restore } = await onlyThroughProvider();
    const second = await newProvider();
    const identity = { organizationId: world.organizationId, userId, subject: uuidv7() };
    await database.userIdentity.create({ data: { ...identity, providerId: second.id } });
    const shut = (id: string) => updateIdentityProvider(world.admin, id, { disabled: true });
    const outcomes = await Promise.allSettled([shut(provider.id), shut(second.id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await restore();
  });
});
