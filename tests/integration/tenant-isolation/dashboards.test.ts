import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, test } from "vitest";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { saveDraft } from "@/lib/dashboards/save-draft";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { sessionCookieName, sessionSecret } from "@/lib/identity/session-cookie";
import { signIn } from "@/lib/identity/sign-in";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createWorld, type TenantWorld, type World, worldPassword } from "../../support/world";
import { createBoard, createConnectionRow, numberCard, shareWithUser } from "../dashboards/dashboard-fixture";

const folder = fileURLToPath(new URL("../../../app/api/v1/dashboards", import.meta.url));
const origin = "http://localhost:3000";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let world: World;
let connectionId: string;
let californiaCookie: string;
let adminCookie: string;

beforeAll(async () => {
  world = await createWorld();
  connectionId = await createConnectionRow(world);
  californiaCookie = await cookieOf(world.california.powerUser.email);
  adminCookie = await cookieOf(world.admin.email);
});

async function cookieOf(email: string): Promise<string> {
  const sid = await signIn({ email, password: worldPassword }, { address: "192.0.2.1" });
  return `${sessionCookieName()}=${await encode({ token: { sid }, secret: sessionSecret() })}`;
}

/** A tenant's dashboard with a second version, its owner's draft, and a share that can be removed. */
async function prepared({ powerUser, viewer }: TenantWorld): Promise<{ board: DashboardView; shareId: string }> {
  const board = await createBoard(powerUser, world, connectionId);
  await updateDashboard(powerUser, board.id, { title: "Edited" });
  await saveDraft(powerUser, board.id, { baseVersion: 2, revision: 0, content: draftContentOf(board) });
  const { id: shareId } = await shareWithUser(powerUser, board.id, viewer, "VIEWER");
  return { board, shareId };
}

interface Case {
  readonly method: Method;
  /** Below `/api/v1/dashboards`, as the folders are called. */
  readonly route: string;
  readonly body?: () => object;
  readonly query?: string;
  /** What an owner who is allowed gets; the secret is for admins. */
  readonly owner: number;
}

const emptyContent = { title: "Mine", description: "", filters: [], tabs: [], settings: {}, cards: [] };

const cases: readonly Case[] = [
  { method: "GET", route: "[dashboardId]", owner: 200 },
  { method: "PATCH", route: "[dashboardId]", body: () => ({ title: "Mine" }), owner: 200 },
  { method: "DELETE", route: "[dashboardId]", owner: 204 },
  { method: "POST", route: "[dashboardId]/duplicate", body: () => ({}), owner: 201 },
  { method: "GET", route: "[dashboardId]/shares", owner: 200 },
  {
    method: "POST",
    route: "[dashboardId]/shares",
    body: () => ({ scope: "USER", userId: world.california.viewer.userId, level: "VIEWER" }),
    owner: 200,
  },
  { method: "DELETE", route: "[dashboardId]/shares/[shareId]", owner: 204 },
  { method: "GET", route: "[dashboardId]/share-subjects", owner: 200 },
  {
    method: "POST",
    route: "[dashboardId]/transfer",
    body: () => ({ userId: world.california.powerUser.userId }),
    // The only owner already.
    owner: 400,
  },
  {
    method: "POST",
    route: "[dashboardId]/tenant-copies",
    body: () => ({ tenantIds: [world.california.tenant.id] }),
    // At home in a tenant already.
    owner: 400,
  },
  { method: "GET", route: "[dashboardId]/people", owner: 200 },
  { method: "GET", route: "[dashboardId]/literals", owner: 200 },
  { method: "GET", route: "[dashboardId]/versions", owner: 200 },
  { method: "POST", route: "[dashboardId]/versions/[versionNumber]/restore", body: () => ({}), owner: 200 },
  { method: "GET", route: "[dashboardId]/versions/[versionNumber]", owner: 200 },
  { method: "GET", route: "[dashboardId]/editing", owner: 200 },
  { method: "GET", route: "[dashboardId]/draft", owner: 200 },
  {
    method: "PUT",
    route: "[dashboardId]/draft",
    body: () => ({ baseVersion: 2, revision: 1, content: emptyContent }),
    owner: 200,
  },
  { method: "DELETE", route: "[dashboardId]/draft", owner: 204 },
  { method: "POST", route: "[dashboardId]/draft/publish", body: () => ({ revision: 1 }), owner: 200 },
  { method: "POST", route: "[dashboardId]/draft/copy", body: () => ({ revision: 1 }), owner: 201 },
  { method: "POST", route: "[dashboardId]/draft/data", body: () => ({ cards: [] }), owner: 200 },
  {
    method: "POST",
    route: "[dashboardId]/draft/filter-values",
    body: () => ({
      filter: "carrier",
      declaredFilters: [{ name: "carrier", label: "Carrier", kind: "select", options: ["AA"] }],
    }),
    owner: 200,
  },
  { method: "GET", route: "[dashboardId]/sources", owner: 200 },
  // A connection of which a tenant may read nothing is not there for its people, on a dashboard of their own either.
  { method: "GET", route: "[dashboardId]/sources/[connectionId]", owner: 404 },
  { method: "GET", route: "[dashboardId]/secret", owner: 403 },
  { method: "POST", route: "[dashboardId]/secret/rotate", body: () => ({}), owner: 403 },
  { method: "POST", route: "[dashboardId]/data", body: () => ({}), owner: 200 },
  // The connection leads nowhere: who is let in meets a source that does not answer.
  { method: "GET", route: "[dashboardId]/filter-values", query: "?filter=carrier", owner: 502 },
  { method: "GET", route: "[dashboardId]/cards/[cardId]/export.csv", owner: 502 },
  // Nothing serves the page that would be drawn.
  { method: "POST", route: "[dashboardId]/export", body: () => ({ format: "png" }), owner: 502 },
  // The card is SQL of its own, which says nothing of the rows behind a value.
  { method: "POST", route: "[dashboardId]/cards/[cardId]/rows", body: () => ({}), owner: 422 },
];

const named = cases.map((one) => ({ ...one, name: `${one.method} ${one.route}` }));

async function call(one: Case, cookie: string, params: Record<string, string>) {
  const handlers = (await import(path.join(folder, one.route, "route.ts"))) as Record<Method, Handler>;
  const address = one.route.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? "");
  const init: RequestInit = {
    method: one.method,
    headers: { cookie, origin, "sec-fetch-site": "same-origin", "content-type": "application/json" },
    ...(one.body ? { body: JSON.stringify(one.body()) } : {}),
  };
  const request = new Request(`${origin}/api/v1/dashboards/${address}${one.query ?? ""}`, init);
  const response = await handlers[one.method](request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.text() };
}

const paramsOf = (dashboardId: string, shareId: string, cardId = uuidv7()) => ({
  dashboardId,
  shareId,
  cardId,
  versionNumber: "1",
  connectionId,
});

const cardOf = ({ cards }: DashboardView) => cards[0]?.id;

test("every route of a dashboard is among the cases below", () => {
  const methods = readdirSync(path.join(folder, "[dashboardId]"), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, "[dashboardId]", file), "utf8");
      const route = path.posix.join("[dashboardId]", path.dirname(file));
      return ["GET", "POST", "PATCH", "PUT", "DELETE"]
        .filter((method) => new RegExp(`\\b(?:const|function|as) ${method}\\b`).test(text))
        .map((method) => `${method} ${route}`);
    });
  expect(named.map(({ name }) => name).sort()).toEqual(methods.sort());
});

describe("another tenant's dashboard, by any route", () => {
  test.each(named)("$name answers as for one that does not exist", async (one) => {
    const { board, shareId } = await prepared(world.texas);
    const none = await call(one, californiaCookie, paramsOf(uuidv7(), uuidv7()));
    expect([403, 404]).toContain(none.status);
    expect(await call(one, californiaCookie, paramsOf(board.id, shareId, cardOf(board)))).toEqual(none);
    expect(await call(one, californiaCookie, paramsOf(board.id.toUpperCase(), shareId, cardOf(board)))).toEqual(none);
    expect(await call(one, californiaCookie, paramsOf("no-id", "no-id"))).toEqual(none);
  });

  test.each(named)("$name still lets its owner in", async (one) => {
    const { board, shareId } = await prepared(world.california);
    const answer = await call(one, californiaCookie, paramsOf(board.id, shareId, cardOf(board)));
    expect({ name: one.route, status: answer.status }).toEqual({ name: one.route, status: one.owner });
  });
});

describe("another organization's dashboard, by any route", () => {
  test.each(named)("$name answers an ADMIN as for one that does not exist", async (one) => {
    const foreignDashboard = await prepareForeign();
    const none = await call(one, adminCookie, paramsOf(uuidv7(), uuidv7()));
    expect(none.status).toBe(404);
    expect(await call(one, adminCookie, paramsOf(foreignDashboard, uuidv7()))).toEqual(none);
  });
});

let foreign: Promise<string> | undefined;

/** One dashboard in another organization, with its own project and connection. */
function prepareForeign(): Promise<string> {
  foreign ??= (async () => {
    const admin = await createForeignAdmin();
    const { createProject } = await import("@/lib/projects/create-project");
    const project = await createProject(admin, { name: "Elsewhere" });
    const elsewhere: World = { ...world, organizationId: admin.organizationId, admin, project };
    const connection = await createConnectionRow(elsewhere, project.id);
    return (await createBoard(admin, elsewhere, connection)).id;
  })();
  return foreign;
}

describe("ids in bodies and queries", () => {
  const post = (route: string, body: object, params: Record<string, string>) =>
    call({ method: "POST", route, body: () => body, owner: 0 }, californiaCookie, params);

  test("a foreign project, tenant or connection in a new dashboard is like none", async () => {
    const other = await prepareForeign();
    const card = (id: string) => ({ projectId: world.project.id, title: "x", cards: [numberCard(id)] });
    const pairs: readonly [object, object][] = [
      [
        { projectId: world.project.id, title: "x", tenantId: world.texas.tenant.id },
        { projectId: world.project.id, title: "x", tenantId: uuidv7() },
      ],
      [card(other), card(uuidv7())],
    ];
    for (const [foreignBody, noBody] of pairs) {
      const none = await post("", noBody, {});
      expect(none.status).toBe(404);
      expect(await post("", foreignBody, {})).toEqual(none);
    }
  });

  test("a foreign user, group or tenant in a share is like none", async () => {
    const { board } = await prepared(world.california);
    const share = (subject: object) =>
      post("[dashboardId]/shares", { level: "VIEWER", ...subject }, { dashboardId: board.id });
    const { createGroup } = await import("@/lib/groups/create-group");
    const group = await createGroup(world.admin, { name: "Texan", tenantId: world.texas.tenant.id });
    const pairs: readonly [object, object][] = [
      [
        { scope: "USER", userId: world.texas.viewer.userId },
        { scope: "USER", userId: uuidv7() },
      ],
      [
        { scope: "GROUP", groupId: group.id },
        { scope: "GROUP", groupId: uuidv7() },
      ],
      [
        { scope: "TENANT", tenantId: world.texas.tenant.id },
        { scope: "TENANT", tenantId: uuidv7() },
      ],
    ];
    for (const [foreignSubject, nobody] of pairs) {
      const none = await share(nobody);
      expect(none.status).toBe(404);
      expect(await share(foreignSubject)).toEqual(none);
    }
  });
});
