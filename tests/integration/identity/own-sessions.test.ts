import { encode } from "next-auth/jwt";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import * as passwordRoute from "@/app/api/v1/account/password/route";
import * as sessionsRoute from "@/app/api/v1/account/sessions/route";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { getOwnAccount, listOwnSessions } from "@/lib/identity/account/account-queries";
import { changePassword } from "@/lib/identity/account/change-password";
import { endOtherSessions, endOwnSession } from "@/lib/identity/account/end-own-sessions";
import { updateAccount } from "@/lib/identity/account/update-account";
import type { ApiClient } from "@/lib/identity/actor";
import { sessionActor } from "@/lib/identity/session-actor";
import { sessionCookieName, sessionSecret } from "@/lib/identity/session-cookie";
import { signIn } from "@/lib/identity/sign-in";
import { disableUser } from "@/lib/users/disable-user";
import { endUserSessions } from "@/lib/users/end-user-sessions";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createPerson, createWorld, type World, worldPassword } from "../../support/world";

const newPassword = "a rather new password";
let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => shiftClock(0));

async function newPerson(tenantId: string | null = null) {
  const email = `${uuidv7()}@harbour.example`;
  return createPerson(world.admin, { email, displayName: "Somebody", role: "VIEWER", tenantId });
}

async function openSession(email: string, password = worldPassword): Promise<string> {
  const id = await signIn(
    { email, password },
    { address: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux) Firefox/1" },
  );
  if (!id) throw new Error("expected a session");
  return id;
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );
const living = async (...ids: string[]) => Promise.all(ids.map(async (id) => (await sessionActor(id)) !== null));
const actionsOf = async (targetId: string) =>
  (await database.auditEvent.findMany({ where: { targetId }, orderBy: { id: "asc" } })).map(({ action }) => action);

const asPage = async (sid: string) => ({
  cookie: `${sessionCookieName()}=${await encode({ token: { sid }, secret: sessionSecret() })}`,
  "sec-fetch-site": "same-origin",
});

describe("a person's sessions", () => {
  test("are listed with device and address, the one that asks first, and nobody else's", async () => {
    const person = await newPerson();
    const other = await newPerson();
    const [first, second] = [await openSession(person.email), await openSession(person.email)];
    await openSession(other.email);
    const sessions = await listOwnSessions(person, first);
    expect(sessions.map(({ id, current }) => [id, current])).toEqual([
      [first, true],
      [second, false],
    ]);
    expect(sessions[0]).toMatchObject({ device: "Firefox on Linux", address: "192.0.2.7" });
  });

  test("that ended or ran out are listed no more", async () => {
    const person = await newPerson();
    const ended = await openSession(person.email);
    await endOwnSession(person, ended);
    await openSession(person.email);
    shiftClock(13 * 3_600_000);
    expect(await listOwnSessions(person, null)).toEqual([]);
  });

  test("end one by one, from the next request on, and only by their owner", async () => {
    const person = await newPerson(world.california.tenant.id);
    const other = await newPerson(world.texas.tenant.id);
    const [kept, gone] = [await openSession(person.email), await openSession(person.email)];
    for (const stranger of [other, world.author, world.admin, await foreignAdmin()]) {
      expect(await code(endOwnSession(stranger, gone))).toBe("not_found");
    }
    expect(await code(endOwnSession(person, uuidv7()))).toBe("not_found");
    expect(await code(endOwnSession(person, "x"))).toBe("not_found");
    await endOwnSession(person, gone);
    expect(await living(kept, gone)).toEqual([true, false]);
    expect(await code(endOwnSession(person, gone))).toBe("not_found");
    expect(await actionsOf(person.userId)).toContain("user.sessions_ended");
  });

  test("end everywhere else at once", async () => {
    const person = await newPerson();
    const ids = [await openSession(person.email), await openSession(person.email), await openSession(person.email)];
    expect(await endOtherSessions(person, ids[1] ?? "")).toEqual({ ended: 2 });
    expect(await living(...ids)).toEqual([false, true, false]);
  });

  test("over HTTP: the cookie's own session is the one that stays", async () => {
    const person = await newPerson();
    const [own, other] = [await openSession(person.email), await openSession(person.email)];
    const request = new Request("http://localhost:3000/api/v1/account/sessions", { headers: await asPage(own) });
    const { data } = await (await sessionsRoute.GET(request, undefined)).json();
    expect(data.map(({ id, current }: { id: string; current: boolean }) => [id, current])).toEqual([
      [own, true],
      [other, false],
    ]);
    const end = new Request(request.url, { method: "DELETE", headers: await asPage(own) });
    expect(await (await sessionsRoute.DELETE(end, undefined)).json()).toEqual({ ended: 1 });
    expect(await living(own, other)).toEqual([true, false]);
  });

  test("are all ended by an ADMIN, of their own organization's people only", async () => {
    const person = await newPerson(world.california.tenant.id);
    const id = await openSession(person.email);
    for (const stranger of [await foreignAdmin(), world.author, world.california.powerUser]) {
      expect(["forbidden", "not_found"]).toContain(await code(endUserSessions(stranger, person.userId)));
    }
    expect(await living(id)).toEqual([true]);
    expect(await endUserSessions(world.admin, person.userId)).toEqual({ ended: 1 });
    expect(await living(id)).toEqual([false]);
    const event = await database.auditEvent.findFirst({
      where: { action: "user.sessions_ended", targetId: person.userId },
    });
    expect(event).toMatchObject({ tenantId: world.california.tenant.id, actorId: world.admin.userId });
  });

  test("a new role and being disabled hold from the next request on", async () => {
    const person = await createPerson(world.admin, {
      email: `${uuidv7()}@harbour.example`,
      displayName: "Changing",
      role: "ADMIN",
    });
    const id = await openSession(person.email);
    const read = async () =>
      (await sessionsRoute.GET(new Request("http://localhost:3000/", { headers: await asPage(id) }), undefined)).status;
    expect(await read()).toBe(200);
    await updateUser(world.admin, person.userId, { role: "VIEWER" });
    expect(await sessionActor(id)).toMatchObject({ role: "VIEWER" });
    await disableUser(world.admin, person.userId);
    expect(await read()).toBe(401);
  });
});

const foreign: { admin?: Awaited<ReturnType<typeof createForeignAdmin>> } = {};
async function foreignAdmin() {
  foreign.admin ??= await createForeignAdmin();
  return foreign.admin;
}

describe("a person's password", () => {
  test("changes with the one they have, and ends their other sessions", async () => {
    const person = await newPerson();
    const [own, other] = [await openSession(person.email), await openSession(person.email)];
    const input = { currentPassword: worldPassword, newPassword };
    expect(await changePassword(person, own, input)).toEqual({ ended: 1 });
    expect(await living(own, other)).toEqual([true, false]);
    expect(await signIn({ email: person.email, password: worldPassword }, { address: "192.0.2.8" })).toBeNull();
    expect(await living(await openSession(person.email, newPassword))).toEqual([true]);
    expect(await actionsOf(person.userId)).toContain("user.password_changed");
  });

  test("stays when the current one is wrong, and guessing locks the account", async () => {
    const person = await newPerson();
    const own = await openSession(person.email);
    const guess = (currentPassword: string) => changePassword(person, own, { currentPassword, newPassword });
    await Promise.all(Array.from({ length: 6 }, () => code(guess("wrong password"))));
    expect(await code(guess(worldPassword))).toBe("invalid_input");
    expect(await signIn({ email: person.email, password: worldPassword }, { address: "192.0.2.8" })).toBeNull();
    shiftClock(16 * 60_000);
    expect(await guess(worldPassword)).toEqual({ ended: 0 });
  });

  test("is given to nobody who has none", async () => {
    const { userId } = await newPerson();
    await database.user.update({ where: { id: userId }, data: { passwordHash: null } });
    const person = { ...world.viewer, userId };
    expect(await getOwnAccount(person)).toMatchObject({ hasPassword: false });
    expect(await code(changePassword(person, null, { currentPassword: worldPassword, newPassword }))).toBe(
      "invalid_input",
    );
  });

  test("R08: is no business of API keys and embed tokens, nor are name and sessions", async () => {
    const { admin } = world;
    const key: ApiClient = {
      kind: "api_client",
      organizationId: admin.organizationId,
      apiKeyId: uuidv7(),
      createdById: admin.userId,
      displayName: "Key",
      role: "ADMIN",
      scopes: ["account:write", "account:read", "user:write"],
    };
    expect(await code(changePassword(key, null, { currentPassword: worldPassword, newPassword }))).toBe("forbidden");
    expect(await code(listOwnSessions(key, null))).toBe("forbidden");
    expect(await code(endOtherSessions(key, null))).toBe("forbidden");
    expect(await code(updateAccount(key, { displayName: "Else" }))).toBe("forbidden");
  });

  test("over HTTP: another site's page cannot change it", async () => {
    const person = await newPerson();
    const id = await openSession(person.email);
    const put = async (headers: Record<string, string>) =>
      passwordRoute.PUT(
        new Request("http://localhost:3000/api/v1/account/password", {
          method: "PUT",
          headers: { ...(await asPage(id)), ...headers },
          body: JSON.stringify({ currentPassword: worldPassword, newPassword }),
        }),
        undefined,
      );
    expect((await put({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await put({})).status).toBe(200);
  });
});

test("a person changes their own name and nothing else of themselves", async () => {
  const person = await newPerson();
  expect(await updateAccount(person, { displayName: "New Name" })).toMatchObject({ displayName: "New Name" });
  const more = { displayName: "New Name", role: "ADMIN" };
  expect(await code(updateAccount(person, more))).toBe("invalid_input");
  expect(await database.user.findUnique({ where: { id: person.userId } })).toMatchObject({ role: "VIEWER" });
});
