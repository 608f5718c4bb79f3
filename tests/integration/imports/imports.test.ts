import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { actorFromApiKey } from "@/lib/identity/api-keys/actor-from-api-key";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { cancelImport } from "@/lib/imports/cancel-import";
import { importFailures, importLinks } from "@/lib/imports/import-downloads";
import { getImport, listImports } from "@/lib/imports/import-queries";
import type { ImportPreview, ImportView } from "@/lib/imports/import-schema";
import { importTenants, importUsers } from "@/lib/imports/start-import";
import { createTenant } from "@/lib/tenants/create-tenant";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { acceptInvite, openInvite } from "@/lib/users/invites/accept-invite";
import { createInvite } from "@/lib/users/invites/create-invite";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { callApi, cookieOf } from "../../support/call-api";
import { type SmtpServer, startSmtpServer } from "../../support/smtp-server";
import {
  actorOf,
  createForeignAdmin,
  createPerson,
  createTenantWorld,
  createWorld,
  type World,
  worldPassword,
} from "../../support/world";

let world: World;
let smtp: SmtpServer;

beforeAll(async () => {
  world = await createWorld();
  smtp = await startSmtpServer();
});
afterAll(() => smtp.stop());
beforeEach(() => database.import.deleteMany());
afterEach(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

const preview = async (csv: string, invite = false) =>
  (await importUsers(world.admin, { csv, invite, dryRun: true })) as ImportPreview;
const messages = async (csv: string, invite = false) =>
  (await preview(csv, invite)).problems.map(({ line, message }) => `${line}: ${message}`);

async function ended(actor: Actor, started: ImportPreview | ImportView): Promise<ImportView> {
  const { id } = started as ImportView;
  await expect.poll(async () => (await getImport(actor, id)).status, { timeout: 60_000 }).not.toBe("RUNNING");
  return getImport(actor, id);
}

async function textOf(lines: Promise<AsyncGenerator<string>>): Promise<string> {
  let text = "";
  for await (const part of await lines) text += part;
  return text;
}

const people = () => database.user.findMany({ orderBy: { id: "asc" } });

describe("a dry run", () => {
  test("says of each line what is wrong with it, and writes nothing", async () => {
    await createTenant(world.admin, { key: "nv", name: "Nevada" });
    await createTenant(world.admin, { key: "nv2", name: "Nevada" });
    const before = await people();
    const csv = [
      "email,name,tenant,role",
      "new@import.example,New,california,power user",
      "not an address,X,,",
      "a@import.example,A,atlantis,",
      "b@import.example,B,nevada,",
      "c@import.example,C,nv,viewer",
      "d@import.example,D,,boss",
      "e@import.example,E,texas,ADMIN",
      "NEW@import.example,Again,California,",
      "new@import.example,Elsewhere,texas,",
      "viewer@california.example,Taken,california,POWER_USER",
      "f@import.example,,,",
      "g@import.example,G",
    ].join("\n");
    expect(await messages(csv)).toEqual([
      "3: email: Enter an e-mail address",
      "4: tenant: There is no tenant “atlantis”",
      "5: tenant: “nevada” could be several tenants; write the key or the id of one",
      "7: role: There is no role “boss”; there are VIEWER, POWER_USER, AUTHOR, ADMIN",
      "8: role: A tenant's people are VIEWER or POWER_USER",
      "9: email: The same person is in line 2 already",
      "11: email: Somebody there has this e-mail address already, and stays as they are",
      "12: displayName: Enter a name",
      "13: The line has 2 cells, not 4",
    ]);
    expect(await preview(csv)).toMatchObject({ total: 12, valid: 3 });
    expect(await people()).toEqual(before);
    expect(await database.import.count()).toBe(0);
  });

  test("R17: a tenant's key is one tenant even when another bears it as a name, so that line is refused", async () => {
    await createTenant(world.admin, { key: "north", name: "North" });
    const south = await createTenant(world.admin, { key: "south", name: "north" });
    expect(await messages("email,name,tenant\nx@import.example,X,north")).toHaveLength(1);
    expect(await messages(`email,name,tenant\nx@import.example,X,${south.id}`)).toEqual([]);
  });

  test("knows who is invited already, when it would invite", async () => {
    await createInvite(world.admin, { email: "waiting@import.example", role: "VIEWER" });
    const csv = "email\nwaiting@import.example\nfresh@import.example";
    expect(await messages(csv, true)).toEqual(["2: email: This person is invited already"]);
  });

  test("of tenants finds keys that are malformed, doubled, in use, or were used by a deleted tenant", async () => {
    const gone = await createTenant(world.admin, { key: "gone", name: "Gone" });
    await deleteTenant(world.admin, gone.id);
    const csv = "key,name,attributes.state\nTEXAS,T,\ngone,G,\nnot a key,N,\nok,Fine,Ohio\nOK,Twice,\nlast,,";
    const { problems, valid } = (await importTenants(world.admin, { csv, dryRun: true })) as ImportPreview;
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 6, 7]);
    expect(valid).toBe(1);
  });
});

describe("an import", () => {
  test("R17: brings in the lines in order, leaves existing people as they are, and reports the rest as CSV", async () => {
    const { admin, california } = world;
    const existing = await database.user.findUniqueOrThrow({ where: { id: california.viewer.userId } });
    const csv = [
      "email,name,tenant,role,attributes.region",
      `${existing.email},Raised,california,POWER_USER,x`,
      `${existing.email},Moved,texas,VIEWER,south`,
      "auto@import.example,Ada,,AUTHOR,",
    ].join("\n");
    const view = await ended(admin, await importUsers(admin, { csv, invite: false }));
    expect(view).toMatchObject({ status: "DONE", total: 3, done: 3, failed: 1, linkCount: 0 });
    expect(await database.user.findUniqueOrThrow({ where: { id: existing.id } })).toEqual(existing);
    const inTexas = { email: existing.email, tenantId: world.texas.tenant.id };
    expect(await database.user.findFirst({ where: inTexas })).toMatchObject({
      role: "VIEWER",
      attributes: { region: "south" },
      passwordHash: null,
    });
    const failures = await textOf(importFailures(admin, view.id));
    expect(failures.split("\r\n")).toEqual([
      "line,email,problem",
      expect.stringMatching(/^2,viewer@california\.example,"?email: Somebody there has this/),
      "",
    ]);
    const actions = await database.auditEvent.findMany({ where: { targetId: view.id }, orderBy: { id: "asc" } });
    expect(actions.map(({ action }) => action)).toEqual(["import.started", "import.finished"]);
  });

  test("invites with links where no mail is set up: each makes the person with the line's home, role, attributes and name", async () => {
    const { admin, texas } = world;
    const csv = "email,name,tenant,role,attributes.region\ninvited@import.example,Ines,texas,POWER_USER,east";
    const view = await ended(admin, await importUsers(admin, { csv }));
    expect(view).toMatchObject({ status: "DONE", failed: 0, linkCount: 1, invites: true });
    const links = await textOf(importLinks(admin, view.id));
    const token = /#(bh_link_[\w-]+)/.exec(links)?.[1] ?? "";
    expect(await openInvite({ token })).toMatchObject({ displayName: "Ines", home: "Texas" });
    await acceptInvite({ token, displayName: "Ines Invited", password: worldPassword });
    const joined = await database.user.findFirstOrThrow({ where: { email: "invited@import.example" } });
    expect(joined).toMatchObject({ tenantId: texas.tenant.id, role: "POWER_USER", attributes: { region: "east" } });
    const line = await database.importLine.findFirstOrThrow({ where: { importId: view.id } });
    expect(JSON.stringify(line)).not.toContain(token);
    const read = await database.auditEvent.findFirst({ where: { action: "import.links_read", targetId: view.id } });
    expect(JSON.stringify(read)).not.toContain(token);
    expect(read).not.toBeNull();
  });

  test("mails the invites where mail is set up, and then has no links", async () => {
    process.env.SMTP_URL = smtp.url;
    process.env.MAIL_FROM = "portal@harbour.example";
    const csv = "email\nmailed1@import.example\nmailed2@import.example";
    const view = await ended(world.admin, await importUsers(world.admin, { csv }));
    expect(view).toMatchObject({ status: "DONE", failed: 0, linkCount: 0 });
    await expect(importLinks(world.admin, view.id)).rejects.toMatchObject({ code: "conflict" });
  });

  test("of tenants makes them with their attributes", async () => {
    const csv = "key;name;attributes.state\nwa;Washington;Washington\nor;Oregon;Oregon";
    const view = await ended(world.admin, await importTenants(world.admin, { csv }));
    expect(view).toMatchObject({ kind: "TENANTS", status: "DONE", done: 2, failed: 0 });
    expect(await database.tenant.findFirst({ where: { key: "or" } })).toMatchObject({
      attributes: { state: "Oregon" },
    });
  });

  test("reports a line that somebody else was quicker with, and brings in the others", async () => {
    const { admin } = world;
    const emails = Array.from({ length: 60 }, (_, index) => `race${index}@import.example`);
    const csv = `email,name\n${emails.map((email) => `${email},Racer`).join("\n")}`;
    const started = await importUsers(admin, { csv, invite: false });
    await createPerson(admin, { email: emails.at(-1) ?? "", displayName: "First", role: "AUTHOR" });
    const view = await ended(admin, started);
    expect(view).toMatchObject({ status: "DONE", done: 60, failed: 1 });
    const last = await database.user.findFirst({ where: { email: emails.at(-1) } });
    expect(last).toMatchObject({ displayName: "First", role: "AUTHOR" });
  });

  test("stops when it is cancelled; what is in stays, and it cannot be cancelled twice", async () => {
    const { admin } = world;
    const emails = Array.from({ length: 2_000 }, (_, index) => `many${index}@import.example`);
    const csv = `email,name\n${emails.map((email) => `${email},Many`).join("\n")}`;
    const { id } = (await importUsers(admin, { csv, invite: false })) as ImportView;
    await expect.poll(async () => (await getImport(admin, id)).done, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect(importUsers(admin, { csv: "email\nother@import.example" })).rejects.toMatchObject({
      code: "conflict",
    });
    await cancelImport(admin, id);
    const view = await ended(admin, { id } as ImportView);
    expect(view).toMatchObject({ status: "CANCELLED", failed: 0 });
    expect(view.done).toBeLessThan(2_000);
    expect(await database.user.count({ where: { email: { startsWith: "many" } } })).toBe(view.done);
    await expect(cancelImport(admin, id)).rejects.toMatchObject({ code: "conflict" });
  });

  test("stops when whoever started it is demoted meanwhile", async () => {
    const { admin } = world;
    const input = { email: `${uuidv7()}@harbour.example`, displayName: "Second", role: "ADMIN" } as const;
    const second = await createPerson(admin, input);
    const emails = Array.from({ length: 2_000 }, (_, index) => `demoted${index}@import.example`);
    const csv = `email,name\n${emails.map((email) => `${email},Many`).join("\n")}`;
    const started = await importUsers(second, { csv, invite: false });
    await updateUser(admin, second.userId, { role: "AUTHOR" });
    const view = await ended(admin, started);
    expect(view).toMatchObject({ status: "STOPPED", stopReason: expect.stringContaining("may not import") });
    expect(view.done).toBeLessThan(2_000);
  });

  test("goes with its tenant: lines about people of a deleted tenant are gone", async () => {
    const { admin } = world;
    const { tenant } = await createTenantWorld(admin, "utah", "Utah");
    const csv = "email,name,tenant\nviewer@utah.example,Taken,utah\nnew@utah.example,New,utah";
    const view = await ended(admin, await importUsers(admin, { csv }));
    expect(await database.importLine.count({ where: { importId: view.id } })).toBe(2);
    await deleteTenant(admin, tenant.id);
    expect(await database.importLine.count({ where: { importId: view.id } })).toBe(0);
  });
});

describe("who may", () => {
  const csv = "email,name\nx@import.example,X";

  test("only ADMINs import, read imports and fetch links; another organization finds nothing", async () => {
    const { admin, author, california } = world;
    const view = await ended(admin, await importUsers(admin, { csv: "email\nlinked@import.example" }));
    for (const actor of [author, california.powerUser]) {
      const forbidden = { code: "forbidden" };
      await expect(importUsers(actor, { csv, dryRun: true })).rejects.toMatchObject(forbidden);
      await expect(importTenants(actor, { csv: "key,name\nx,X", dryRun: true })).rejects.toMatchObject(forbidden);
      await expect(getImport(actor, view.id)).rejects.toMatchObject(forbidden);
      await expect(importLinks(actor, view.id)).rejects.toMatchObject(forbidden);
      await expect(listImports(actor)).rejects.toMatchObject(forbidden);
    }
    const foreign = await createForeignAdmin();
    for (const look of [getImport, cancelImport, importFailures, importLinks]) {
      const refusals = await Promise.all(
        [view.id, uuidv7(), "no id"].map((id) =>
          look(foreign, id).then(String, ({ code, message }) => `${code} ${message}`),
        ),
      );
      expect(new Set(refusals)).toEqual(new Set(["not_found Import not found"]));
    }
    expect((await listImports(foreign)).total).toBe(0);
    expect(await messagesFor(foreign, "email,name,tenant\nx@import.example,X,california")).toEqual([
      "tenant: There is no tenant “california”",
    ]);
  });

  const messagesFor = async (actor: Actor, text: string) =>
    ((await importUsers(actor, { csv: text, dryRun: true })) as ImportPreview).problems.map(({ message }) => message);

  test("a key imports what its scope names, and nothing once it is revoked", async () => {
    const { admin } = world;
    const { key } = await createApiKey(admin, { name: "Provisioning", scopes: ["tenant:write"] });
    const program = await actorFromApiKey(key);
    await expect(importUsers(program, { csv, dryRun: true })).rejects.toMatchObject({ code: "forbidden" });
    const view = await ended(program, await importTenants(program, { csv: "key,name\nprog,Program" }));
    expect(view).toMatchObject({ status: "DONE", done: 1, failed: 0 });
    const users = await ended(admin, await importUsers(admin, { csv: "email\nscoped@import.example" }));
    await expect(getImport(program, users.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("over HTTP: 200 for a dry run, 202 for an import, 400 for a file that is none, downloads that are never kept", async () => {
    const headers = { cookie: await cookieOf(world.admin.email), "sec-fetch-site": "same-origin" };
    const operation = { method: "post", path: "/api/v1/users/import", request: { body: {} as never } } as const;
    const send = (body: unknown) => callApi(operation, headers, {}, { body });
    expect((await send({ csv, dryRun: true })).status).toBe(200);
    expect((await send({ csv: "nothing" })).status).toBe(400);
    const answer = await send({ csv: "email\nhttp@import.example\nbroken" });
    expect(answer.status).toBe(202);
    const { id } = await ended(world.admin, (await answer.json()) as ImportView);
    for (const name of ["failures", "links"]) {
      const file = await callApi({ method: "get", path: `/api/v1/imports/{id}/${name}.csv` }, headers, { id });
      expect([file.status, file.headers.get("cache-control")]).toEqual([200, "no-store"]);
      expect((await file.text()).split("\r\n")).toHaveLength(3);
    }
    expect(await actorOf(world.admin.userId)).toMatchObject({ role: "ADMIN" });
  });
});
