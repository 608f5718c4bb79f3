import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { shiftClock } from "@/lib/clock";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { findKeptView, viewName } from "@/lib/embed/kept-views";
import { removeShare } from "@/lib/shares/remove-share";
import { listShares } from "@/lib/shares/share-queries";
import { answerDashboardData } from "@/scripts/entries/answer-dashboard-data";
import { numberCard, shareWithTenant } from "../dashboards/dashboard-fixture";
import { canary, createDataWorld, type DataWorld } from "../dashboards/data-world";
import { issued } from "./token-fixture";

/** Long after the last command of this process, so that nothing is decided anew for its sake. */
const settled = 10_000;

let world: DataWorld;
let server: Server;
let address: string;
let dashboard: { id: string; secret: string };
let cardCount: number;

beforeAll(async () => {
  world = await createDataWorld();
  server = createServer({ joinDuplicateHeaders: true }, answerDashboardData);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(async () => {
  const { connectionId } = world;
  const cards = [
    "SELECT count(*) AS flights FROM flights",
    "SELECT count(*) AS flights FROM flights WHERE carrier = {{ filter.carrier }}",
    "SELECT max(state) AS flights FROM flights",
  ];
  const created = await createDashboard(world.author, {
    projectId: world.project.id,
    title: "Kept",
    filters: [{ name: "carrier", label: "Carrier", kind: "text", default: "AA" }],
    cards: cards.map((sql) => numberCard(connectionId, { sql })),
  });
  for (const home of [world.california, world.texas]) await shareWithTenant(world.admin, created.id, home.tenant.id);
  dashboard = { id: created.id, ...(await readDashboardSecret(world.admin, created.id)) };
  cardCount = cards.length;
});

afterEach(() => shiftClock(0));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const tokenFor = async (tenantId: string, more: Record<string, unknown> = {}) =>
  (await issued({ dashboardId: dashboard.id, dashboardSecret: dashboard.secret, tenantId, ...more })).accessToken;

function ask(token: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${address}/api/v1/dashboards/${dashboard.id}/data`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
  });
}

/** The same over connections of an agent's own, as a proxy shares one among many readers. */
function askOver(agent: Agent, token: string, body: unknown = {}): Promise<{ text: string; port: number | undefined }> {
  const path = `${address}/api/v1/dashboards/${dashboard.id}/data`;
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const asked = request(path, { agent, method: "POST", headers }, (response) => {
      const port = response.socket.localPort;
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.once("end", () => resolve({ text, port }));
    });
    asked.once("error", reject).end(JSON.stringify(body));
  });
}

/** Asks until the answer is one that is remembered, and says so by its length, which streamed answers do not have. */
async function askUntilKept(token: string, body: unknown = {}): Promise<string> {
  for (let turn = 0; turn < 50; turn += 1) {
    const response = await ask(token, body);
    const text = await response.text();
    if (response.status === 200 && response.headers.has("content-length")) return text;
  }
  throw new Error("no answer was remembered");
}

const isKept = (response: Response) => response.headers.has("content-length");
const sorted = (text: string) => text.trimEnd().split("\n").sort();

// First, because a clock that was ahead leaves kept rows behind that look as if they were read tomorrow.
describe("a large answer", () => {
  const manyRows = `SELECT n, 'a text that repeats itself' AS label FROM generate_series(1, 5000) AS s (n)`;

  test("is sent compressed to readers who can take that, streamed and remembered alike, and plain to others", async () => {
    const table = { kind: "TABLE" as const, options: {} };
    const sql = `${manyRows} WHERE EXISTS (SELECT 1 FROM flights)`;
    const created = await createDashboard(world.author, {
      projectId: world.project.id,
      title: "Large",
      cards: [
        { ...numberCard(world.connectionId, { sql }), ...table },
        numberCard(world.connectionId, { sql: "SELECT count(*) AS flights FROM flights" }),
      ],
    });
    await shareWithTenant(world.admin, created.id, world.texas.tenant.id);
    dashboard = { id: created.id, ...(await readDashboardSecret(world.admin, created.id)) };
    const token = await tokenFor(world.texas.tenant.id);
    const identity = { "Accept-Encoding": "identity" };
    const streamed = await ask(token);
    expect(streamed.headers.get("content-encoding")).toBe("gzip");
    const streamedText = await streamed.text();
    const plain = await ask(token, {}, identity);
    expect(plain.headers.get("content-encoding")).toBeNull();
    const text = await plain.text();
    expect(text.length).toBeGreaterThan(100_000);
    expect(sorted(streamedText).join() === sorted(text).join()).toBe(true);
    shiftClock(settled);
    expect(sorted(await askUntilKept(token)).join() === sorted(text).join()).toBe(true);
    const kept = await ask(token);
    expect(kept.headers.get("content-encoding")).toBe("gzip");
    expect(Number(kept.headers.get("content-length"))).toBeLessThan(text.length / 4);
    expect(sorted(await kept.text()).join() === sorted(text).join()).toBe(true);
    const keptPlain = await ask(token, {}, identity);
    expect(keptPlain.headers.get("content-encoding")).toBeNull();
    expect(sorted(await keptPlain.text()).join() === sorted(text).join()).toBe(true);
  });
});

describe("an answer given again from memory", () => {
  test("is whole: what a reader has left before its end is not remembered", async () => {
    const quick = numberCard(world.connectionId, { sql: "SELECT count(*) AS flights FROM flights" });
    const sql = "SELECT count(*) AS flights FROM flights, generate_series(1, 40000000) AS s (n) WHERE n % 7 = 3";
    const created = await createDashboard(world.author, {
      projectId: world.project.id,
      title: "Slow",
      cards: [quick, numberCard(world.connectionId, { sql })],
    });
    await shareWithTenant(world.admin, created.id, world.texas.tenant.id);
    dashboard = { id: created.id, ...(await readDashboardSecret(world.admin, created.id)) };
    const token = await tokenFor(world.texas.tenant.id);
    const quickId = created.cards.find((card) => "sql" in card && card.sql !== sql)?.id;
    shiftClock(settled);
    await askUntilKept(token, { cardIds: [quickId] });
    const left = new AbortController();
    const began = Date.now();
    const path = `/api/v1/dashboards/${dashboard.id}/data`;
    const authorization = `Bearer ${token}`;
    const init = { method: "POST", headers: { authorization }, body: "{}", signal: left.signal };
    const response = await dashboardDataResponse(new Request(`http://localhost${path}`, init));
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain(quickId);
    const rest = reader?.read();
    left.abort();
    await rest;
    // As if no time had passed since it was asked for.
    shiftClock(settled - (Date.now() - began) + 1);
    expect(findKeptView(viewName({ authorization, address: path, body: "{}" }), false)).toBeNull();
  });

  test("has the lines that deciding anew gives", async () => {
    const token = await tokenFor(world.california.tenant.id);
    const first = await (await ask(token)).text();
    shiftClock(settled);
    expect(sorted(await askUntilKept(token))).toEqual(sorted(first));
  });

  test("is for the same token, filters and dashboard only", async () => {
    const [mine, other] = [await tokenFor(world.california.tenant.id), await tokenFor(world.texas.tenant.id)];
    shiftClock(settled);
    const californian = await askUntilKept(mine);
    const texan = await askUntilKept(other);
    expect(californian).toContain("California");
    expect(texan).toContain("Texas");
    expect(texan).not.toContain("California");
    expect(texan).not.toContain(canary);
    expect(isKept(await ask(mine, { filters: { carrier: "DL" } }))).toBe(false);
    expect((await ask(mine, { filters: { carriers: "DL" } })).status).toBe(400);
    expect((await ask(`${mine}x`)).status).toBe(401);
    expect((await ask(mine, {}, { cookie: "next-auth.session-token=x" })).status).toBe(200);
    expect((await ask(`${mine}, Bearer ${other}`)).status).toBe(401);
  });

  test("goes to whoever asked, also when tenants take turns on one connection", async () => {
    const tokens = [await tokenFor(world.california.tenant.id), await tokenFor(world.texas.tenant.id)] as const;
    shiftClock(settled);
    const alone = [await askUntilKept(tokens[0]), await askUntilKept(tokens[1])].map(sorted);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (const turn of [0, 1, 1, 0, 0, 1] as const) {
      const { text, port } = await askOver(agent, tokens[turn]);
      ports.add(port);
      expect(sorted(text)).toEqual(alone[turn]);
    }
    const narrowed = await askOver(agent, tokens[1], { filters: { carrier: "none" } });
    expect(sorted(narrowed.text)).not.toEqual(alone[1]);
    expect((await askOver(agent, `${tokens[1]}x`)).text).toContain("unauthenticated");
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  test("ends with the command that takes the dashboard away", async () => {
    const token = await tokenFor(world.california.tenant.id);
    shiftClock(settled);
    await askUntilKept(token);
    const { data } = await listShares(world.admin, dashboard.id);
    for (const { id, scope } of data) if (scope !== "USER") await removeShare(world.admin, dashboard.id, id);
    const after = await ask(token);
    expect(after.status).toBe(401);
  });

  test("ends within 5 s when another instance revokes the session", async () => {
    const token = await tokenFor(world.texas.tenant.id);
    shiftClock(settled);
    await askUntilKept(token);
    await database.embedSession.updateMany({ where: { dashboardId: dashboard.id }, data: { revokedAt: new Date() } });
    shiftClock(settled + 5_000);
    expect((await ask(token)).status).toBe(401);
  });

  test("ends with its token", async () => {
    const token = await tokenFor(world.texas.tenant.id, { tokenExpiry: 60 });
    shiftClock(50_000);
    await askUntilKept(token);
    shiftClock(60_000);
    expect((await ask(token)).status).toBe(401);
  });

  test("ends with the rows it rests on", async () => {
    const token = await tokenFor(world.texas.tenant.id);
    shiftClock(settled);
    const kept = await askUntilKept(token);
    // The connection keeps rows for 60 s.
    shiftClock(settled + 61_000);
    const anew = await ask(token);
    expect(isKept(anew)).toBe(false);
    expect(sorted(await anew.text())).not.toEqual(sorted(kept));
  });

  test("is in the audit as often as it was given, and names no value", async () => {
    const token = await tokenFor(world.california.tenant.id);
    shiftClock(settled);
    await flushAuditQueue();
    const before = await timesOf();
    let views = 0;
    let remembered = 0;
    while (remembered < 40) {
      const response = await ask(token);
      await response.arrayBuffer();
      views += 1;
      if (isKept(response)) remembered += 1;
    }
    await flushAuditQueue();
    const after = await timesOf();
    expect(after.views - before.views).toBe(views);
    expect(after.queries - before.queries).toBe(views * cardCount);
    expect(after.rows - before.rows).toBeLessThan(views);
    expect(after.tenants).toEqual([world.california.tenant.id]);
  });
});

/** What the audit says about the dashboard: views and queries, each as often as it says it happened. */
async function timesOf() {
  const events = await database.auditEvent.findMany({
    where: {
      organizationId: world.admin.organizationId,
      OR: [
        { action: "dashboard.viewed", targetId: dashboard.id },
        { action: "query.ran", details: { path: ["dashboardId"], equals: dashboard.id } },
      ],
    },
    select: { action: true, details: true, tenantId: true },
  });
  const sum = (action: string) =>
    events
      .filter((event) => event.action === action)
      .reduce((total, { details }) => total + ((details as { times?: number }).times ?? 1), 0);
  return {
    views: sum("dashboard.viewed"),
    queries: sum("query.ran"),
    rows: events.length,
    tenants: [...new Set(events.map(({ tenantId }) => tenantId))],
  };
}
