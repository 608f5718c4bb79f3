import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { GET as subjectRoute } from "@/app/api/v1/audit-events/subject-export/route";
import { exportSubject } from "@/lib/audit/export-subject";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { signIn } from "@/lib/identity/sign-in";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { deleteUser } from "@/lib/users/delete-user";
import { createInvite } from "@/lib/users/invites/create-invite";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createPerson, createWorld, type World, worldPassword } from "../../support/world";

interface Line {
  readonly record: string;
  readonly [name: string]: unknown;
}

let world: World;

beforeAll(async () => {
  world = await createWorld();
  const { admin, project, california, texas } = world;
  for (const { tenant, viewer, powerUser } of [california, texas]) {
    const group = await createGroup(admin, { name: `Crew of ${tenant.name}`, tenantId: tenant.id });
    await addGroupMembers(admin, group.id, [viewer.userId]);
    const board = { projectId: project.id, title: `Board of ${tenant.name}`, tenantId: tenant.id };
    const { id } = await createDashboard(admin, board);
    await shareDashboard(admin, id, { scope: "USER", userId: viewer.userId, level: "VIEWER" });
    await shareDashboard(admin, id, { scope: "GROUP", groupId: group.id, level: "VIEWER" });
    await createDashboard(powerUser, { ...board, title: `Own board of ${tenant.name}` });
    await signIn({ email: viewer.email, password: worldPassword }, { address: "192.0.2.7" });
  }
});

async function exported(...input: Parameters<typeof exportSubject>): Promise<Line[]> {
  let text = "";
  for await (const piece of await exportSubject(...input)) text += piece;
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const kinds = (lines: readonly Line[]) => new Set(lines.map(({ record }) => record));
const secretMarks =
  /bh_(?:key|refresh|dash|proj)|\$argon2|v2\.[\w-]{12}|[Hh]ash":"\$|passwordHash|[Cc]iphertext|secretHash/;

describe("everything about a person", () => {
  test("is their records and the events by and about them, each once, and no secret", async () => {
    const { viewer } = world.california;
    const lines = await exported(world.admin, { userId: viewer.userId });
    expect(kinds(lines)).toEqual(new Set(["user", "session", "share", "event"]));
    expect(lines[0]).toMatchObject({ record: "user", email: viewer.email });
    expect(lines[0]?.memberships).toMatchObject([{ group: { name: "Crew of California" } }]);
    const events = lines.filter(({ record }) => record === "event");
    const where = { OR: [{ actorId: viewer.userId }, { targetId: viewer.userId }] };
    const expected = await database.auditEvent.findMany({ where, select: { id: true } });
    expect(events.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["user.created", "user.signed_in", "user.data_exported"]),
    );
    expect(JSON.stringify(lines)).not.toMatch(secretMarks);
  });

  test("names API keys without what opens them", async () => {
    const { key } = await createApiKey(world.admin, { name: "Nightly", scopes: ["audit:read"] });
    const text = JSON.stringify(await exported(world.admin, { userId: world.admin.userId }));
    expect(text).toContain("Nightly");
    expect(text).not.toContain(key.slice(0, 14));
    expect(text).not.toMatch(secretMarks);
  });

  test("is the events alone once they are deleted", async () => {
    const { powerUser } = world.texas;
    await deleteUser(world.admin, powerUser.userId);
    const lines = await exported(world.admin, { userId: powerUser.userId });
    expect(kinds(lines)).toEqual(new Set(["event"]));
    expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(["user.created", "user.deleted"]));
  });
});

describe("everything about a tenant", () => {
  test("R25: holds that tenant's people, groups, dashboards, shares, sessions and events, and nothing of another's", async () => {
    const { tenant, viewer } = world.california;
    const lines = await exported(world.admin, { tenantId: tenant.id });
    expect(kinds(lines)).toEqual(
      new Set(["tenant", "user", "group", "session", "share", "dashboard", "event", "version"]),
    );
    expect(lines.filter(({ record }) => record === "user")).toHaveLength(2);
    expect(lines.filter(({ record }) => record === "event").map(({ tenantId }) => tenantId)).toEqual(
      Array(await database.auditEvent.count({ where: { tenantId: tenant.id } })).fill(tenant.id),
    );
    const text = JSON.stringify(lines);
    expect(text).toContain(viewer.email);
    expect(text).not.toMatch(/texas/i);
    expect(text).not.toContain(world.texas.tenant.id);
    expect(text).not.toContain(world.texas.viewer.userId);
    expect(text).not.toMatch(secretMarks);
  });
});

describe("who may take it", () => {
  test("admins alone; an API key needs both scopes; the taking is an event of the tenant concerned", async () => {
    const { admin, author, viewer, california } = world;
    for (const actor of [author, viewer, california.powerUser, california.viewer]) {
      await expect(exportSubject(actor, { tenantId: california.tenant.id })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(exportSubject(actor, { userId: viewer.userId })).rejects.toMatchObject({ code: "forbidden" });
    }
    const address = `http://localhost:3000/api/v1/audit-events/subject-export?tenantId=${california.tenant.id}`;
    const answer = async (scopes: ["audit:read", ..."user:read"[]]) => {
      const { key } = await createApiKey(admin, { name: `Key ${scopes}`, scopes });
      return subjectRoute(new Request(address, { headers: { authorization: `Bearer ${key}` } }), {});
    };
    expect((await answer(["audit:read"])).status).toBe(403);
    const allowed = await answer(["audit:read", "user:read"]);
    expect(allowed.headers.get("content-disposition")).toMatch(/attachment/);
    expect(await allowed.text()).toContain('{"record":"tenant"');
    const where = { action: "tenant.data_exported", actorKind: "api_client" };
    expect((await database.auditEvent.findFirstOrThrow({ where })).tenantId).toBe(california.tenant.id);
  });

  test("another organization's admin learns nothing, not even that the person or tenant exists", async () => {
    const foreign = await createForeignAdmin();
    const { tenant, viewer } = world.california;
    const answers = [{ userId: viewer.userId }, { userId: uuidv7() }, { tenantId: tenant.id }, { tenantId: uuidv7() }];
    for (const input of answers) {
      await expect(exportSubject(foreign, input)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(exportSubject(world.admin, {})).rejects.toMatchObject({ code: "invalid_input" });
    const both = { userId: viewer.userId, tenantId: tenant.id };
    await expect(exportSubject(world.admin, both)).rejects.toMatchObject({ code: "invalid_input" });
  });
});

/** Tables that point at people or tenants, and the record under which an export has their rows. */
const recordOf: Readonly<Record<string, string>> = {
  api_keys: "api_key",
  assignments: "assignment",
  dashboard_drafts: "draft",
  dashboard_versions: "version",
  dashboards: "dashboard",
  datasets: "trusted_dataset",
  domain_grants: "domain_grant",
  embed_sessions: "embed_session",
  groups: "group",
  identity_providers: "identity_provider",
  import_lines: "import_line",
  imports: "import",
  invites: "invite",
  password_resets: "password_reset",
  scim_tokens: "scim_token",
  sessions: "session",
  shares: "share",
  users: "user",
};

/** What stands within a person's own record. */
const within = ["dashboard_uses", "group_members", "user_identities"];

/** What says nothing of a person: a sign-in that has not come to anything yet. */
const empty = ["oidc_attempts"];

test("no table that points at people or tenants is left out of both exports", async () => {
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
    WHERE contype = 'f' AND confrelid IN ('users'::regclass, 'tenants'::regclass)`;
  const known = [...Object.keys(recordOf), ...within, ...empty];
  expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  const source = await readFile("lib/audit/subject-records.ts", "utf8");
  for (const record of Object.values(recordOf)) expect(source).toMatch(new RegExp(`^    ${record}: `, "m"));
});

test("what a person was given, started, was invited by and left unfinished is in their export, and in no other's", async () => {
  const { admin, project, california, texas } = world;
  const grants = [{ scope: "USER" as const, userId: california.viewer.userId }];
  const { id: domainId } = await createDomain(admin, { projectId: project.id, name: "Flights", grants });
  await createInvite(admin, { email: "soon@california.example", role: "VIEWER", tenantId: california.tenant.id });
  const mine = await exported(admin, { userId: california.viewer.userId });
  expect(mine.filter(({ record }) => record === "domain_grant")).toMatchObject([
    { domainId, domain: { name: "Flights" }, scope: "USER", grantedById: admin.userId },
  ]);
  const ofCalifornia = await exported(admin, { tenantId: california.tenant.id });
  expect(ofCalifornia.filter(({ record }) => record === "invite")).toMatchObject([
    { email: "soon@california.example" },
  ]);
  expect(ofCalifornia.filter(({ record }) => record === "domain_grant")).toMatchObject([{ domainId }]);
  const others = JSON.stringify([
    await exported(admin, { tenantId: texas.tenant.id }),
    await exported(admin, { userId: texas.viewer.userId }),
  ]);
  expect(others).not.toContain("soon@california.example");
  expect(others).not.toContain(domainId);
  const made = await exported(admin, { userId: admin.userId });
  expect(kinds(made)).toContain("invite");
  expect(JSON.stringify([mine, ofCalifornia, made])).not.toMatch(secretMarks);
});

test("R25: who has the same address in another tenant is somebody else, in invites and in files too", async () => {
  const { admin, organizationId, california, texas } = world;
  const email = "same@harbour.example";
  const people = [];
  const { id: importId } = await database.import.create({
    data: { organizationId, kind: "USERS", startedById: admin.userId, total: 2, done: 2, failed: 2 },
  });
  for (const { tenant } of [california, texas]) {
    const tenantId = tenant.id;
    await createInvite(admin, { email, role: "VIEWER", tenantId, displayName: `Of ${tenant.name}` });
    const line = { importId, tenantId, line: 2, subject: email, message: `Refused for ${tenant.name}` };
    await database.importLine.create({ data: line });
    people.push(await createPerson(admin, { email, displayName: "Same", role: "VIEWER", tenantId }));
  }
  const own = await exported(admin, { userId: people[0]?.userId ?? "" });
  const told = own.filter(({ record }) => record === "invite" || record === "import_line");
  expect(told).toMatchObject([
    { record: "invite", displayName: "Of California", email },
    { record: "import_line", message: "Refused for California", import: { kind: "USERS" } },
  ]);
  expect(JSON.stringify(own)).not.toMatch(/texas/i);
  const started = await exported(admin, { userId: admin.userId });
  expect(started.find(({ record, id }) => record === "import" && id === importId)).toMatchObject({
    kind: "USERS",
    total: 2,
    failed: 2,
    stopReason: null,
  });
});
