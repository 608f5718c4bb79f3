import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { removeGroupMember } from "@/lib/groups/remove-group-member";
import type { ScimClient } from "@/lib/identity/actor";
import { sessionActor } from "@/lib/identity/session-actor";
import { signIn } from "@/lib/identity/sign-in";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser, enableUser } from "@/lib/users/disable-user";
import { endUserSessions } from "@/lib/users/end-user-sessions";
import { createInvite } from "@/lib/users/invites/create-invite";
import { createResetLink } from "@/lib/users/password-reset/create-reset-link";
import { updateUser } from "@/lib/users/update-user";
import { getUser, listUsers } from "@/lib/users/user-queries";
import { uuidv7 } from "@/lib/uuid";
import { assignPolicyTo } from "../../support/policy-rows";
import { groupOf, patchOf, type ScimAnswer, type ScimCall, scimToken, userOf } from "../../support/scim-calls";
import { createPerson, createWorld, type World, worldPassword } from "../../support/world";

let world: World;
let ofOrganization: ScimCall;
let ofCalifornia: ScimCall;
let ofTexas: ScimCall;
let californiaClient: ScimClient;

beforeAll(async () => {
  world = await createWorld();
  const { admin, california, texas } = world;
  ofOrganization = (await scimToken(admin)).call;
  const token = await scimToken(admin, { tenantId: california.tenant.id, role: "POWER_USER" });
  ofCalifornia = token.call;
  ofTexas = (await scimToken(admin, { tenantId: texas.tenant.id })).call;
  californiaClient = {
    kind: "scim_client",
    organizationId: world.organizationId,
    tenantId: california.tenant.id,
    scimTokenId: token.id,
    createdById: admin.userId,
    displayName: "Identity provider",
    role: "POWER_USER",
  };
});

const filtered = (filter: string) => `?filter=${encodeURIComponent(filter)}`;
const told = ({ status, body }: ScimAnswer) => JSON.stringify([status, body]);

describe("R17: people of another home", () => {
  const changes = (id: string): [string, (call: ScimCall) => Promise<ScimAnswer>][] => [
    ["read", (call) => call("GET", `/Users/${id}`)],
    ["replaced", (call) => call("PUT", `/Users/${id}`, userOf("taken@over.example"))],
    ["changed", (call) => call("PATCH", `/Users/${id}`, patchOf({ op: "replace", path: "active", value: false }))],
    [
      "changed with a tag",
      (call) => call("PATCH", `/Users/${id}`, patchOf({ op: "remove", path: "x" }), { "If-Match": "*" }),
    ],
    ["deleted", (call) => call("DELETE", `/Users/${id}`)],
    ["found by id", (call) => call("GET", `/Users${filtered(`id eq "${id}"`)}`)],
    ["found by any part", (call) => call("POST", "/.search", { filter: `id co "${id}" or members.value eq "${id}"` })],
    [
      "put into a group",
      (call) => call("POST", "/Groups", groupOf(`Group of ${id}`.slice(0, 20), { members: [{ value: id }] })),
    ],
  ];

  test("are neither read, found, changed, deleted nor put into groups, exactly as if they did not exist", async () => {
    const { admin, author, california, texas } = world;
    const foreignTo: [ScimCall, readonly string[]][] = [
      [ofCalifornia, [texas.viewer.userId, admin.userId, author.userId]],
      [ofTexas, [california.powerUser.userId, admin.userId]],
      [ofOrganization, [california.viewer.userId, texas.powerUser.userId]],
    ];
    const before = await database.user.findMany({ orderBy: { id: "asc" } });
    for (const [call, ids] of foreignTo) {
      for (const id of ids) {
        const nothing = uuidv7();
        for (const [index, [name, change]] of changes(id).entries()) {
          const absent = changes(nothing)[index]?.[1];
          const [found, unfound] = [told(await change(call)), absent ? told(await absent(call)) : ""];
          expect(found.replaceAll(id, "ID"), name).toBe(unfound.replaceAll(nothing, "ID"));
        }
      }
    }
    expect(await database.user.findMany({ orderBy: { id: "asc" } })).toEqual(before);
    expect(await database.group.count()).toBe(0);
  });

  test("are in no list and no count", async () => {
    const addresses = async (call: ScimCall) => {
      const { Resources, totalResults } = (await call("GET", "/Users")).body;
      expect(totalResults).toBe(Resources.length);
      return Resources.map(({ userName }: { userName: string }) => userName).sort();
    };
    const own = async (homeId: string) =>
      (await database.user.findMany({ where: { homeId } })).map(({ email }) => email).sort();
    expect(await addresses(ofCalifornia)).toEqual(await own(world.california.tenant.id));
    expect(await addresses(ofTexas)).toEqual(await own(world.texas.tenant.id));
    expect(await addresses(ofOrganization)).toEqual(await own(world.organizationId));
  });

  test("do not stand in the way of the same address or external id", async () => {
    const { email } = world.admin;
    const externalId = uuidv7();
    for (const call of [ofCalifornia, ofTexas]) {
      expect((await call("POST", "/Users", userOf(email, { externalId }))).status).toBe(201);
    }
    expect((await ofOrganization("POST", "/Users", userOf(email))).status).toBe(409);
  });
});

describe("R17: groups of another home", () => {
  test("are neither read, found, changed nor deleted, exactly as if they did not exist", async () => {
    const { admin, texas, california } = world;
    const theirs = [
      await createGroup(admin, { name: "Texans", tenantId: texas.tenant.id }),
      await createGroup(admin, { name: "Everybody at home" }),
    ];
    const own = await createGroup(admin, { name: "Californians", tenantId: california.tenant.id });
    const member = { op: "add", path: "members", value: [{ value: california.viewer.userId }] };
    const calls = (id: string) => [
      () => ofCalifornia("GET", `/Groups/${id}`),
      () => ofCalifornia("PUT", `/Groups/${id}`, groupOf("Mine")),
      () => ofCalifornia("PATCH", `/Groups/${id}`, patchOf(member)),
      () => ofCalifornia("DELETE", `/Groups/${id}`),
      () => ofCalifornia("GET", `/Groups${filtered(`id eq "${id}"`)}`),
    ];
    for (const { id } of theirs) {
      const nothing = uuidv7();
      for (const [index, call] of calls(id).entries()) {
        expect(told(await call())).toBe(told((await calls(nothing)[index]?.()) as ScimAnswer));
      }
      expect(told(await ofOrganization("GET", `/Groups/${theirs[0]?.id}`))).toContain("404");
      expect(await database.group.findUnique({ where: { id } })).toMatchObject({ provisioned: false });
    }
    const { body } = await ofCalifornia("GET", "/Groups");
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([own.id]);
    expect((await ofCalifornia("PATCH", `/Groups/${own.id}`, patchOf(member))).status).toBe(200);
    expect((await ofTexas("POST", "/Groups", groupOf("Californians"))).status).toBe(201);
  });
});

describe("R17: existing people", () => {
  test("keep role and home whatever is sent, and new ones get the token's role", async () => {
    const { california } = world;
    const roles = [{ value: "ADMIN", primary: true }];
    const hostile = { roles, role: undefined, tenantId: undefined, active: true };
    const { body } = await ofCalifornia("POST", "/Users", userOf(`${uuidv7()}@california.example`, hostile));
    const made = await database.user.findUniqueOrThrow({ where: { id: body.id } });
    expect(made).toMatchObject({ role: "POWER_USER", tenantId: california.tenant.id, passwordHash: null });
    const { userId, email } = california.viewer;
    for (const extra of [{ role: "ADMIN" }, { tenantId: world.texas.tenant.id }, { organizationId: uuidv7() }]) {
      expect((await ofCalifornia("PUT", `/Users/${userId}`, userOf(email, extra))).status).toBe(400);
    }
    expect((await ofCalifornia("PUT", `/Users/${userId}`, userOf(email, { roles, displayName: "V" }))).status).toBe(
      200,
    );
    const patch = patchOf({ op: "replace", path: "roles", value: roles });
    expect((await ofCalifornia("PATCH", `/Users/${userId}`, patch)).status).toBe(400);
    expect(await database.user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
      role: "VIEWER",
      tenantId: california.tenant.id,
      homeId: california.tenant.id,
      displayName: "V",
    });
  });

  test("are never taken over by making them again", async () => {
    const { userId, email } = world.california.viewer;
    const before = await database.user.findUniqueOrThrow({ where: { id: userId } });
    expect((await ofCalifornia("POST", "/Users", userOf(email.toUpperCase(), { externalId: "x" }))).status).toBe(409);
    expect(await database.user.findUniqueOrThrow({ where: { id: userId } })).toEqual(before);
  });

  test("whom an admin has disabled stay out, whom the provider has shut out come back", async () => {
    const { admin, texas } = world;
    const set = (active: boolean) =>
      ofTexas("PATCH", `/Users/${texas.powerUser.userId}`, patchOf({ op: "replace", path: "active", value: active }));
    expect((await set(false)).body.active).toBe(false);
    expect((await set(true)).body.active).toBe(true);
    await disableUser(admin, texas.powerUser.userId);
    expect((await set(false)).body.active).toBe(false);
    expect(await set(true)).toMatchObject({ status: 400, body: { scimType: "mutability" } });
    await enableUser(admin, texas.powerUser.userId);
    expect((await set(true)).body.active).toBe(true);
  });

  test("whom an admin disables after the provider has shut them out stay out, too", async () => {
    const { admin, texas } = world;
    const set = (active: boolean) =>
      ofTexas("PATCH", `/Users/${texas.powerUser.userId}`, patchOf({ op: "replace", path: "active", value: active }));
    expect((await set(false)).body.active).toBe(false);
    await disableUser(admin, texas.powerUser.userId);
    expect(await set(true)).toMatchObject({ status: 400, body: { scimType: "mutability" } });
    expect((await set(false)).body.active).toBe(false);
    expect(await set(true)).toMatchObject({ status: 400, body: { scimType: "mutability" } });
    await enableUser(admin, texas.powerUser.userId);
    expect((await set(false)).body.active).toBe(false);
    expect((await set(true)).body.active).toBe(true);
  });
});

describe("active: false", () => {
  test("ends the person's sessions with the next request, and their sign-in", async () => {
    const input = { email: "leaver@harbour.example", displayName: "Leaver", role: "AUTHOR" } as const;
    const person = await createPerson(world.admin, input);
    const origin = { address: "192.0.2.9" };
    const credentials = { email: person.email, password: worldPassword };
    const sessionId = (await signIn(credentials, origin)) ?? "";
    expect(await sessionActor(sessionId)).toEqual(person);
    const off = patchOf({ op: "Replace", path: "active", value: "False" });
    expect((await ofOrganization("PATCH", `/Users/${person.userId}`, off)).status).toBe(200);
    expect(await sessionActor(sessionId)).toBeNull();
    expect(await signIn(credentials, origin)).toBeNull();
  });

  test("and DELETE spare the last admin, and dashboards pass to the admin who made the token", async () => {
    const { admin, project } = world;
    for (const call of [
      () => ofOrganization("PATCH", `/Users/${admin.userId}`, patchOf({ op: "replace", path: "active", value: false })),
      () => ofOrganization("PUT", `/Users/${admin.userId}`, userOf(admin.email, { active: false })),
      () => ofOrganization("DELETE", `/Users/${admin.userId}`),
    ]) {
      expect(await call()).toMatchObject({ status: 409, body: { status: "409" } });
    }
    expect(await database.user.findUniqueOrThrow({ where: { id: admin.userId } })).toMatchObject({ disabledAt: null });
    const input = { email: "owner@harbour.example", displayName: "Owner", role: "AUTHOR" } as const;
    const owner = await createPerson(admin, input);
    const board = await createDashboard(owner, { projectId: project.id, title: "Delays" });
    expect((await ofOrganization("DELETE", `/Users/${owner.userId}`)).status).toBe(204);
    const owners = await database.share.findMany({ where: { dashboardId: board.id, level: "OWNER" } });
    expect(owners.map(({ userId }) => userId)).toEqual([admin.userId]);
  });
});

describe("R16: groups", () => {
  let person: string;

  beforeEach(async () => {
    person = (await ofCalifornia("POST", "/Users", userOf(`${uuidv7()}@california.example`))).body.id;
  });

  test("that a policy is assigned to change members by ADMIN and SCIM only", async () => {
    const { admin, author, california } = world;
    const group = await createGroup(admin, { name: "With a policy", tenantId: california.tenant.id });
    await assignPolicyTo(world, { groupId: group.id });
    await expect(addGroupMembers(author, group.id, [person])).rejects.toMatchObject({ code: "forbidden" });
    const add = patchOf({ op: "add", path: "members", value: [{ value: person }] });
    const { body } = await ofCalifornia("PATCH", `/Groups/${group.id}`, add);
    expect(body.members).toMatchObject([{ value: person }]);
    await expect(removeGroupMember(california.powerUser, group.id, person)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("that SCIM has made change members by ADMIN and SCIM only", async () => {
    const { admin, author, california } = world;
    const { body } = await ofCalifornia(
      "POST",
      "/Groups",
      groupOf(`Made ${uuidv7()}`, { members: [{ value: person }] }),
    );
    for (const actor of [author, california.powerUser]) {
      const forbidden = { code: "forbidden" };
      await expect(addGroupMembers(actor, body.id, [california.viewer.userId])).rejects.toMatchObject(forbidden);
      await expect(removeGroupMember(actor, body.id, person)).rejects.toMatchObject(forbidden);
      await expect(deleteGroup(actor, body.id)).rejects.toMatchObject(forbidden);
    }
    await removeGroupMember(admin, body.id, person);
    expect((await ofCalifornia("GET", `/Groups/${body.id}`)).body.members).toBeUndefined();
  });
});

describe("the client itself", () => {
  test("R17: may call the commands for people of its home, and no other command on them", async () => {
    const { california, texas } = world;
    const { userId } = california.viewer;
    const input = { email: `${uuidv7()}@x.example`, displayName: "X" };
    const own = { tenantId: california.tenant.id, role: "POWER_USER" } as const;
    const refused: [string, () => Promise<unknown>][] = [
      ["forbidden", () => createUser(californiaClient, { ...input, ...own, role: "VIEWER" })],
      ["forbidden", () => createUser(californiaClient, { ...input, ...own, password: "correct horse battery" })],
      ["forbidden", () => createUser(californiaClient, { ...input, ...own, attributes: { state: "Texas" } })],
      ["not_found", () => createUser(californiaClient, { ...input, ...own, tenantId: texas.tenant.id })],
      ["not_found", () => createUser(californiaClient, { ...input, ...own, tenantId: null })],
      ["forbidden", () => updateUser(californiaClient, userId, { role: "POWER_USER" })],
      ["forbidden", () => updateUser(californiaClient, userId, { attributes: { state: "Texas" } })],
      ["forbidden", () => updateUser(californiaClient, userId, { password: "correct horse battery" })],
      ["not_found", () => updateUser(californiaClient, texas.viewer.userId, { displayName: "X" })],
      ["not_found", () => disableUser(californiaClient, texas.viewer.userId)],
      ["not_found", () => deleteUser(californiaClient, world.author.userId)],
      ["forbidden", () => endUserSessions(californiaClient, userId)],
      ["forbidden", () => createResetLink(californiaClient, userId)],
      [
        "forbidden",
        () => createInvite(californiaClient, { email: input.email, role: "VIEWER", ...{ tenantId: own.tenantId } }),
      ],
      ["forbidden", () => listUsers(californiaClient)],
      ["forbidden", () => getUser(californiaClient, userId)],
      ["not_found", () => createGroup(californiaClient, { name: "X", tenantId: texas.tenant.id })],
    ];
    for (const [index, [code, work]] of refused.entries()) {
      await expect(work(), String(index)).rejects.toMatchObject({ code });
    }
  });

  test("every write is in the audit of its own home, in the token's name, without values", async () => {
    const { tenant } = world.texas;
    const secretName = `Zebediah ${uuidv7()}`;
    const { body } = await ofTexas(
      "POST",
      "/Users",
      userOf(`${uuidv7()}@texas.example`, { name: { givenName: secretName } }),
    );
    await ofTexas(
      "PATCH",
      `/Users/${body.id}`,
      patchOf({ op: "replace", value: { active: false, externalId: "e-9" } }),
    );
    await ofTexas("DELETE", `/Users/${body.id}`);
    const events = await database.auditEvent.findMany({ where: { targetId: body.id }, orderBy: { id: "asc" } });
    expect(events.map(({ action }) => action)).toEqual([
      "user.created",
      "user.provisioned",
      "user.provisioned",
      "user.disabled",
      "user.deleted",
    ]);
    for (const event of events) {
      expect(event).toMatchObject({ actorKind: "scim_client", actorName: "Identity provider", tenantId: tenant.id });
      expect(JSON.stringify(event.details)).not.toContain("Zebediah");
    }
  });
});

describe("at the same moment", () => {
  test("changes of one group lose nobody", async () => {
    const people = await Promise.all(
      Array.from(
        { length: 40 },
        async () => (await ofTexas("POST", "/Users", userOf(`${uuidv7()}@t.example`))).body.id,
      ),
    );
    const [gone, come] = [people.slice(0, 20), people.slice(20)];
    const members = gone.map((value) => ({ value }));
    const { body } = await ofTexas("POST", "/Groups", groupOf("Crowded", { members }));
    const operations = [
      ...gone.map((id) => ({ op: "remove", path: `members[value eq "${id}"]` })),
      ...come.map((id) => ({ op: "add", path: "members", value: [{ value: id }] })),
    ];
    const answers = await Promise.all(operations.map((one) => ofTexas("PATCH", `/Groups/${body.id}`, patchOf(one))));
    expect(answers.map(({ status }) => status)).toEqual(operations.map(() => 200));
    const after = (await ofTexas("GET", `/Groups/${body.id}`)).body.members;
    expect(after.map(({ value }: { value: string }) => value).sort()).toEqual([...come].sort());
  });

  test("changes of different parts of one person are both there afterwards", async () => {
    const { body } = await ofTexas("POST", "/Users", userOf(`${uuidv7()}@t.example`));
    const change = (path: string, value: string) =>
      ofTexas("PATCH", `/Users/${body.id}`, patchOf({ op: "replace", path, value }));
    await Promise.all([
      change("name.givenName", "Given"),
      change("name.familyName", "Family"),
      change("externalId", "e"),
    ]);
    expect((await ofTexas("GET", `/Users/${body.id}`)).body).toMatchObject({
      name: { givenName: "Given", familyName: "Family" },
      externalId: "e",
    });
  });

  test("of two changes with one entity tag, one is refused", async () => {
    const { body } = await ofTexas("POST", "/Users", userOf(`${uuidv7()}@t.example`));
    const change = (value: string) =>
      ofTexas("PATCH", `/Users/${body.id}`, patchOf({ op: "replace", path: "displayName", value }), {
        "If-Match": body.meta.version,
      });
    const answers = await Promise.all([change("One"), change("Two"), change("Three")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test("a person made twice is there once", async () => {
    const userName = `${uuidv7()}@t.example`;
    const answers = await Promise.all([1, 2, 3].map(() => ofTexas("POST", "/Users", userOf(userName))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});
