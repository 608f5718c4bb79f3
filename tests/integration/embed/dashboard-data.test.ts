import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { shiftClock } from "@/lib/clock";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { embedSessionResponse } from "@/lib/embed/embed-session-response";
import { apiKeyScopes } from "@/lib/identity/api-keys/api-key-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { createPolicy } from "@/lib/policies/create-policy";
import { deletePolicy } from "@/lib/policies/delete-policy";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { uuidv7 } from "@/lib/uuid";
import { numberCard, shareWithTenant } from "../dashboards/dashboard-fixture";
import { canary, createDataWorld, type DataWorld, flightsOf } from "../dashboards/data-world";
import { issued, requestToken } from "./token-fixture";

interface Line {
  readonly cardId: string;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly rowCount?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

let world: DataWorld;
let dashboard: { id: string; secret: string };
/** Counts, lists, cannot run, and counts under a filter: in reading order. */
let cards: string[];

beforeAll(async () => {
  world = await createDataWorld();
  const { connectionId } = world;
  const card = (sql: string, y: number) => ({ ...numberCard(connectionId, { sql }), layout: at(y) });
  const created = await createDashboard(world.author, {
    projectId: world.project.id,
    title: "Flights",
    filters: [{ name: "carrier", label: "Carrier", kind: "text", default: "AA" }],
    cards: [
      card("SELECT count(*) AS flights FROM flights", 0),
      {
        ...card("SELECT id, state, carrier, note FROM flights ORDER BY id", 1),
        kind: "TABLE" as const,
        options: {},
      },
      card("SELECT count(*) FROM secret_salaries", 2),
      card("SELECT count(*) AS flights FROM flights WHERE carrier = {{ filter.carrier }}", 3),
    ],
  });
  for (const home of [world.california, world.texas]) await shareWithTenant(world.admin, created.id, home.tenant.id);
  dashboard = { id: created.id, ...(await readDashboardSecret(world.admin, created.id)) };
  cards = created.cards.map(({ id }) => id);
  await createPolicy(world.admin, {
    projectId: world.project.id,
    connectionId,
    name: "states_of_token",
    rules: [{ table: "flights", filter: "state IN {{ states }}" }],
  });
});

afterEach(() => shiftClock(0));

const at = (y: number) => ({ x: 0, y, width: 3, height: 1 });

const tokenFor = async (more: Record<string, unknown> = {}) =>
  (await issued({ dashboardId: dashboard.id, dashboardSecret: dashboard.secret, ...more })).accessToken;

function dataRequest(
  token: string | null,
  body: unknown = {},
  headers: Record<string, string> = {},
  id = dashboard.id,
) {
  return new Request(`http://localhost:3000/api/v1/dashboards/${id}/data`, {
    method: "POST",
    headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
    body: JSON.stringify(body),
  });
}

async function linesFor(token: string | null, body: unknown = {}): Promise<Map<string, Line>> {
  const response = await dashboardDataResponse(dataRequest(token, body));
  if (response.status !== 200) throw new Error(`status ${response.status}: ${await response.text()}`);
  const lines = (await response.text()).trimEnd().split("\n");
  return new Map(lines.map((line) => JSON.parse(line) as Line).map((line) => [line.cardId, line]));
}

/** What the card that counts all flights says: its number, or why there is none. */
async function countFor(token: string | null, body: unknown = {}): Promise<number | string> {
  const line = (await linesFor(token, body)).get(cards[0] ?? "");
  return line?.error ? line.error.code : Number(line?.data?.[0]?.[0]);
}

describe("the answer", () => {
  test("is one line of JSON a card, column by column, that no cache keeps", async () => {
    const token = await tokenFor({ tenantId: world.california.tenant.id });
    const response = await dashboardDataResponse(dataRequest(token));
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const lines = await linesFor(token);
    expect([...lines.keys()].sort()).toEqual([...cards].sort());
    const table = lines.get(cards[1] ?? "");
    expect(Object.keys(table ?? {}).sort()).toEqual(["asOf", "cardId", "columns", "data", "rowCount", "truncated"]);
    expect(table).toMatchObject({ rowCount: 3, truncated: false });
    expect(table?.columns?.map(({ name }) => name)).toEqual(["id", "state", "carrier", "note"]);
    expect(table?.data?.[1]).toEqual(["California", "California", "California"]);
  });

  test("a card that cannot be shown is a line of its own and names no table", async () => {
    const line = (await linesFor(await tokenFor({ tenantId: world.texas.tenant.id }))).get(cards[2] ?? "");
    expect(line?.error?.code).toBe("query_refused");
    expect(JSON.stringify(line)).not.toContain("secret_salaries");
  });

  test("another tenant's rows are nowhere in it", async () => {
    const response = await dashboardDataResponse(dataRequest(await tokenFor({ tenantId: world.texas.tenant.id })));
    const text = await response.text();
    expect(text).toContain("Texas");
    expect(text).not.toContain(canary);
    expect(text).not.toContain("California");
  });

  test("only the cards that were asked for come, and a foreign one is not found", async () => {
    const token = await tokenFor({ tenantId: world.texas.tenant.id });
    expect([...(await linesFor(token, { cardIds: [cards[0]] })).keys()]).toEqual([cards[0]]);
    expect((await dashboardDataResponse(dataRequest(token, { cardIds: [uuidv7()] }))).status).toBe(404);
  });

  test("a reader who leaves after the first line leaves nothing running and nothing broken", async () => {
    const token = await tokenFor({ tenantId: world.texas.tenant.id });
    const response = await dashboardDataResponse(dataRequest(token));
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    expect(await countFor(token)).toBe(flightsOf.Texas);
  });
});

describe("who is asking", () => {
  test("no credential, a forged one or an expired one gets no data", async () => {
    const token = await tokenFor({ tokenExpiry: 5 });
    shiftClock(6_000);
    for (const credential of [null, "a.b.c", `${token.slice(0, -4)}AAAA`, token]) {
      const response = await dashboardDataResponse(dataRequest(credential));
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("another dashboard is not found with a token for this one", async () => {
    const card = numberCard(world.connectionId, { sql: "SELECT count(*) AS flights FROM flights" });
    const input = { projectId: world.project.id, title: "Other", cards: [card] };
    const other = await createDashboard(world.author, input);
    const token = await tokenFor();
    for (const id of [other.id, uuidv7(), "nothing"]) {
      expect((await dashboardDataResponse(dataRequest(token, {}, {}, id))).status).toBe(404);
    }
  });

  test("R08: with a bearer no cookie is looked at, and a second credential refuses", async () => {
    const token = await tokenFor({ tenantId: world.texas.tenant.id });
    const cookie = "next-auth.session-token=an-admins-cookie; __Secure-next-auth.session-token=another";
    const response = await dashboardDataResponse(dataRequest(token, {}, { cookie }));
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain("California");
    const both = dataRequest(token, {}, { authorization: `Bearer ${token}, Bearer bh_key_x` });
    expect((await dashboardDataResponse(both)).status).toBe(401);
    const inAddress = new Request(`http://localhost:3000/api/v1/dashboards/${dashboard.id}/data?token=${token}`, {
      method: "POST",
      body: "{}",
    });
    expect((await dashboardDataResponse(inAddress)).status).toBe(401);
  });

  test("R08: an API key's data call names the tenant it acts for", async () => {
    const { key } = await createApiKey(world.admin, { name: "Reports", scopes: [...apiKeyScopes] });
    expect((await dashboardDataResponse(dataRequest(key))).status).toBe(400);
    expect(await countFor(key, { asTenantId: world.texas.tenant.id })).toBe(flightsOf.Texas);
  });

  test("R08: a token cannot ask to look as another tenant", async () => {
    const token = await tokenFor({ tenantId: world.texas.tenant.id });
    const asCalifornia = { asTenantId: world.california.tenant.id };
    expect((await dashboardDataResponse(dataRequest(token, asCalifornia))).status).toBe(403);
  });

  test("R08: a project token of an admin sees data as an author does, without the admin's override", async () => {
    const { secret } = await readProjectSecret(world.admin, world.project.id);
    const body = { type: "project", projectId: world.project.id, projectSecret: secret };
    const token = (await issued({ ...body, orgUserId: world.admin.userId })).accessToken;
    expect((await dashboardDataResponse(dataRequest(token))).status).toBe(404);
  });
});

describe("what a token's policies open", () => {
  const named = (...states: string[]) => ({ rcls: { name: "states_of_token", params: { states } } });

  test("R06: without a tenant nothing opens but what the named policies cover", async () => {
    expect(await countFor(await tokenFor())).toBe("query_refused");
    expect(await countFor(await tokenFor({ cls: [], rcls: [] }))).toBe("query_refused");
    const { status } = await requestToken({
      dashboardId: dashboard.id,
      dashboardSecret: dashboard.secret,
      rcls: { name: "no such policy", params: {} },
    });
    expect(status).toBe(400);
  });

  test("R06: with a tenant the token's policies narrow its rows and never widen them", async () => {
    const tenantId = world.california.tenant.id;
    expect(await countFor(await tokenFor({ tenantId, ...named("California", "Texas") }))).toBe(flightsOf.California);
    expect(await countFor(await tokenFor({ tenantId, ...named("Texas") }))).toBe(0);
    expect(await countFor(await tokenFor({ tenantId, ...named() }))).toBe(0);
  });

  test("R06: a policy that is deleted ends what its live tokens could read", async () => {
    const { id } = await createPolicy(world.admin, {
      projectId: world.project.id,
      connectionId: world.connectionId,
      name: "short_lived",
      rules: [{ table: "flights", filter: "state IN {{ states }}" }],
    });
    const tenantId = world.california.tenant.id;
    const token = await tokenFor({ tenantId, rcls: [{ name: "short_lived", params: { states: ["California"] } }] });
    expect(await countFor(token)).toBe(flightsOf.California);
    await deletePolicy(world.admin, id);
    shiftClock(5_000);
    expect(await countFor(token)).not.toBe(flightsOf.California);
    expect(typeof (await countFor(token))).toBe("string");
  });
});

describe("filters", () => {
  const filtered = async (token: string, body: unknown = {}) => (await linesFor(token, body)).get(cards[3] ?? "");

  test("a viewer chooses values of declared filters, and the default stands otherwise", async () => {
    const token = await tokenFor({ tenantId: world.california.tenant.id });
    expect((await filtered(token))?.data).toEqual([[1]]);
    expect((await filtered(token, { filters: { carrier: "UA" } }))?.data).toEqual([[2]]);
  });

  test("R07: undeclared filters refuse, names of security parameters among them", async () => {
    const token = await tokenFor({ tenantId: world.california.tenant.id });
    for (const name of ["state", "states", "tenant.key", "current_user_tenant()", "filter.carrier"]) {
      const body = JSON.parse(`{"filters":{${JSON.stringify(name)}:"Texas"}}`);
      expect((await dashboardDataResponse(dataRequest(token, body))).status).toBe(400);
    }
  });

  test("R09: a locked filter holds against the viewer, and a card that cannot be kept to it is refused", async () => {
    const token = await tokenFor({ tenantId: world.california.tenant.id, params: { carrier: "UA" } });
    expect((await filtered(token))?.data).toEqual([[2]]);
    expect((await dashboardDataResponse(dataRequest(token, { filters: { carrier: "AA" } }))).status).toBe(400);
    expect(await countFor(token)).toBe("query_refused");
  });

  test("the page learns the names of locked filters and never their values", async () => {
    const token = await tokenFor({ params: { carrier: "Zephyr" }, config: { theme: "dark" } });
    const headers = { Authorization: `Bearer ${token}` };
    const response = await embedSessionResponse(new Request("http://localhost:3000/api/v1/embed-session", { headers }));
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ lockedFilters: ["carrier"], config: { theme: "dark" } });
    expect(text).not.toContain("Zephyr");
  });
});

test("every view is in the audit with its tenant", async () => {
  await countFor(await tokenFor({ tenantId: world.texas.tenant.id }));
  await flushAuditQueue();
  const where = { action: "dashboard.viewed", tenantId: world.texas.tenant.id, targetId: dashboard.id };
  expect(await database.auditEvent.count({ where })).toBeGreaterThan(0);
});
