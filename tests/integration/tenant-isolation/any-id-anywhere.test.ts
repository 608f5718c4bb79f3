import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { apiOperations } from "@/app/api/v1/openapi.json/operations";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import type { Actor } from "@/lib/identity/actor";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { createProject } from "@/lib/projects/create-project";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { uuidv7 } from "@/lib/uuid";
import { actionTable } from "../../support/action-table";
import { callAction } from "../../support/call-action";
import { callApi, cookieOf, operationTitle } from "../../support/call-api";
import { nothing, routeTable } from "../../support/route-table";
import { createForeignAdmin, createTenantWorld, createWorld, type TenantWorld, type World } from "../../support/world";
import { createConnectionRow, numberCard } from "../dashboards/dashboard-fixture";

/*
 * Ids of others are put into every place of every operation, path, query, body and headers, and of every server action's
 * arguments. The answer must be the one for an id of nothing, to the letter and with the same headers, and afterwards the
 * others' rows must be as they were.
 */

type Ids = Readonly<Record<string, string>>;

interface Place {
  readonly operation: ApiOperation;
  /** `path dashboardId`, `query tenantId`, `body userId`. */
  readonly slots: readonly string[];
}

/** Query parameters that hold an id. */
const idQueries = /^(cursor|.*Id)$/;
const headerNames = ["x-tenant-id", "x-organization-id", "x-user-id", "x-project-id", "x-forwarded-user", "tenant"];

let world: World;
let own: Ids;
let ofTexas: readonly string[];
let ofOthers: readonly string[];
let cookies: Record<"californian" | "admin", string>;

beforeAll(async () => {
  world = await createWorld();
  const { admin, california, texas, organizationId, project } = world;
  const connectionId = await createConnectionRow(world);
  own = {
    ...(await objectsOf(california, admin, project.id, connectionId)),
    projectId: project.id,
    tenantId: california.tenant.id,
    userId: california.viewer.userId,
  };
  ofTexas = Object.values(await objectsOf(texas, admin, project.id, connectionId));
  const foreignAdmin = await createForeignAdmin();
  const theirs = await createTenantWorld(foreignAdmin, "ohio", "Ohio");
  const theirProject = await createProject(foreignAdmin, { name: "Theirs", allowedOrigins: [] });
  const theirConnection = await createConnectionRow(
    { ...world, organizationId: foreignAdmin.organizationId },
    theirProject.id,
  );
  const domain = await createDomain(foreignAdmin, { projectId: theirProject.id, name: "Sales" });
  const key = await createApiKey(foreignAdmin, { name: "Export", scopes: ["tenant:read"] });
  const policy = await database.policy.create({
    data: {
      organizationId: foreignAdmin.organizationId,
      projectId: theirProject.id,
      connectionId: theirConnection,
      name: "state",
    },
  });
  ofOthers = [
    ...Object.values(await objectsOf(theirs, foreignAdmin, theirProject.id, theirConnection)),
    foreignAdmin.organizationId,
    foreignAdmin.userId,
    theirProject.id,
    theirConnection,
    domain.id,
    key.id,
    policy.id,
  ];
  expect(organizationId).not.toBe(foreignAdmin.organizationId);
  cookies = { californian: await cookieOf(california.powerUser.email), admin: await cookieOf(admin.email) };
});

/** One of each thing that a tenant has. */
async function objectsOf(
  { tenant, powerUser, viewer }: TenantWorld,
  admin: Actor,
  projectId: string,
  connectionId: string,
) {
  const group = await createGroup(admin, { name: "Ops", tenantId: tenant.id });
  await addGroupMembers(admin, group.id, [viewer.userId]);
  const input = { projectId, title: `Of ${tenant.name}`, tenantId: tenant.id, cards: [numberCard(connectionId)] };
  const board = await createDashboard(admin, input);
  await shareDashboard(admin, board.id, { scope: "USER", userId: powerUser.userId, level: "OWNER" });
  const share = await shareDashboard(admin, board.id, { scope: "GROUP", groupId: group.id, level: "EDITOR" });
  return {
    dashboardId: board.id,
    cardId: board.cards[0]?.id ?? "",
    shareId: share.id,
    groupId: group.id,
    tenantId: tenant.id,
    userId: viewer.userId,
    powerUserId: powerUser.userId,
  };
}

/** Where ids stand in a body: keys whose value is the id of nothing. */
function bodySlots(body: unknown): string[] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => (value === nothing ? [key] : bodySlots(value)));
}

const places: readonly Place[] = apiOperations
  .map((operation) => {
    const [, , body] = routeTable[operationTitle(operation)] ?? [];
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path ${name}`);
    const inQuery = Object.keys(operation.request?.query?.shape ?? {}).filter((name) => idQueries.test(name));
    const slots = [
      ...inPath.filter((slot) => slot !== "path versionNumber"),
      ...inQuery.map((name) => `query ${name}`),
      ...new Set(bodySlots(body).map((name) => `body ${name}`)),
    ];
    return { operation, slots };
  })
  .filter(({ operation, slots }) => slots.length > 0 && operation.authentication !== "none");

/** Asks with the ids in their slots; in the others stand ids of the caller's own where there are any. */
async function ask(cookie: string, { operation, slots }: Place, ids: Ids, headers: Ids = {}) {
  const idIn = (slot: string) => ids[slot] ?? ownIdFor(operation, slot);
  const params = Object.fromEntries(
    slots.filter((slot) => slot.startsWith("path ")).map((slot) => [slot.slice(5), idIn(slot)]),
  );
  // A query parameter that is not tried is left out: most of them cannot stand together.
  const query = slots
    .filter((slot) => slot.startsWith("query ") && ids[slot])
    .map((slot) => [slot.slice(6), idIn(slot)] as [string, string]);
  const [, , body] = routeTable[operationTitle(operation)] ?? [];
  const filled = JSON.stringify(body ?? {}, (key, value) => (value === nothing ? idIn(`body ${key}`) : value));
  const needed = operation.path.endsWith("/export") ? [["format", "jsonl"]] : [];
  const filter = operation.path.endsWith("/filter-values") ? [["filter", "carrier"]] : [];
  const response = await callApi(
    operation,
    { cookie, "sec-fetch-site": "same-origin", ...headers },
    { versionNumber: "1", ...params },
    { body: JSON.parse(filled), query: `?${new URLSearchParams([...query, ...needed, ...filter])}` },
  );
  const text = await response.text();
  // Asking is an event itself, and carries what was asked for.
  const others = text.replace(/\{"id":[^{}]*"action":"audit\.exported"[^{}]*\{[^{}]*\}[^{}]*\}[,\n]?/g, "");
  const withoutIds = Object.values(ids).reduce((sofar, one) => sofar.replaceAll(one, "…"), others);
  const { status, headers: answered } = response;
  return { status, headers: [...answered], text: withoutIds.replace(/"requestId":"[^"]*"/g, "") };
}

function ownIdFor({ path }: ApiOperation, slot: string): string {
  const name = slot.split(" ")[1] ?? "";
  if (name === "id" && path.startsWith("/api/v1/groups")) return own.groupId ?? nothing;
  return own[name] ?? nothing;
}

/** Everything of the others that a request could have changed. */
async function rowsOf(ids: readonly string[]) {
  const chosen = { in: [...ids] };
  return Promise.all([
    database.dashboard.findMany({ where: { id: chosen }, include: { cards: true, versions: true } }),
    database.share.findMany({
      where: { OR: [{ dashboardId: chosen }, { subjectId: chosen }] },
      orderBy: { id: "asc" },
      // A share's copy of its dashboard's time says nothing about who has access.
      omit: { dashboardUpdatedAt: true },
    }),
    database.group.findMany({ where: { id: chosen }, include: { members: true }, orderBy: { id: "asc" } }),
    database.user.findMany({
      where: { id: chosen },
      orderBy: { id: "asc" },
      omit: { lastSignedInAt: true, updatedAt: true },
    }),
    database.tenant.findMany({ where: { id: chosen }, orderBy: { id: "asc" } }),
    database.project.findMany({ where: { id: chosen } }),
    database.policy.findMany({ where: { id: chosen } }),
    database.connection.findMany({ where: { id: chosen } }),
    database.semanticDomain.findMany({ where: { id: chosen } }),
    database.apiKey.findMany({ where: { id: chosen } }),
  ]);
}

/** One request: an operation, which of its slots hold another's id, and which ids those are. */
const tries = (ids: readonly string[]) =>
  fc.constantFrom(...places).chain((place) =>
    fc.record({
      place: fc.constant(place),
      slots: fc.subarray([...place.slots], { minLength: 1 }),
      ids: fc.array(fc.constantFrom(...ids), { minLength: place.slots.length, maxLength: place.slots.length }),
      header: fc.constantFrom(...headerNames),
    }),
  );

async function expectLikeNothing(caller: keyof typeof cookies, ids: readonly string[], numRuns: number) {
  const before = await rowsOf(ids);
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(tries(ids), async ({ place, slots, ids: chosen, header }) => {
      const foreign = Object.fromEntries(slots.map((slot, index) => [slot, chosen[index] ?? nothing]));
      const unknown = Object.fromEntries(slots.map((slot) => [slot, uuidv7()]));
      const expected = await ask(cookies[caller], place, unknown);
      expect(await ask(cookies[caller], place, foreign)).toEqual(expected);
      const withHeader = await ask(cookies[caller], place, unknown, { [header]: chosen[0] ?? nothing });
      expect(withHeader).toEqual(expected);
      statuses.add(expected.status);
    }),
    { numRuns },
  );
  expect(statuses.has(404)).toBe(true);
  expect(await rowsOf(ids)).toEqual(before);
}

test("a tenant's ids in any place of any operation are like ids of nothing to another tenant's person", async () => {
  await expectLikeNothing("californian", [...ofTexas, ...ofOthers], 300);
}, 180_000);

test("another organization's ids in any place of any operation are like ids of nothing to an ADMIN", async () => {
  await expectLikeNothing("admin", ofOthers, 300);
}, 180_000);

/** Server actions of the portal that take an id, and how many they take. */
const actions = Object.entries(actionTable)
  .map(([name, [, , args, door]]) => ({ name, args, door, count: JSON.stringify(args).split(nothing).length - 1 }))
  .filter(({ count, door }) => count > 0 && door !== "open");

type TriedAction = (typeof actions)[number];

/** What an action answers with these ids in their places, with the ids taken out. */
async function act(cookie: string, { name, args }: TriedAction, ids: readonly string[]) {
  let place = 0;
  const filled = JSON.parse(JSON.stringify(args).replaceAll(nothing, () => ids[place++] ?? nothing));
  const text = JSON.stringify(await callAction(name, filled, cookie));
  return ids.reduce((sofar, one) => sofar.replaceAll(one, "…"), text);
}

async function expectActionsLikeNothing(caller: keyof typeof cookies, ids: readonly string[], numRuns: number) {
  const before = await rowsOf(ids);
  const answers = new Set<string>();
  const tried = fc.constantFrom(...actions).chain((action) =>
    fc.record({
      action: fc.constant(action),
      chosen: fc.array(fc.constantFrom(...ids), { minLength: action.count, maxLength: action.count }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(tried, async ({ action, chosen }) => {
      const expected = await act(
        cookies[caller],
        action,
        chosen.map(() => uuidv7()),
      );
      expect(await act(cookies[caller], action, chosen)).toBe(expected);
      answers.add(expected);
    }),
    { numRuns },
  );
  expect([...answers].some((answer) => answer.includes('"not_found"'))).toBe(true);
  expect(await rowsOf(ids)).toEqual(before);
}

test("a tenant's ids in any argument of any server action are like ids of nothing to another tenant's person", async () => {
  await expectActionsLikeNothing("californian", [...ofTexas, ...ofOthers], 250);
}, 180_000);

test("another organization's ids in any argument of any server action are like ids of nothing to an ADMIN", async () => {
  await expectActionsLikeNothing("admin", ofOthers, 250);
}, 180_000);

test("the places are many, and the same ids do open what is the caller's own", async () => {
  expect(places.length).toBeGreaterThan(60);
  expect(actions.length).toBeGreaterThan(40);
  const kinds = new Set(places.flatMap(({ slots }) => slots.map((slot) => slot.split(" ")[0])));
  expect(kinds).toEqual(new Set(["path", "query", "body"]));
  const board = places.find(({ operation }) => operationTitle(operation) === "GET /api/v1/dashboards/{dashboardId}");
  if (!board) throw new Error("the route is gone");
  const opened = async (dashboardId: string) =>
    (await ask(cookies.californian, board, { "path dashboardId": dashboardId })).status;
  const [texan] = ofTexas;
  expect([await opened(own.dashboardId ?? ""), await opened(texan ?? "")]).toEqual([200, 404]);
});
