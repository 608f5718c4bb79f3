import { beforeAll, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { runCard } from "@/lib/dashboards/run-card";
import { type CardOutcome, type RunDashboardInput, runDashboard } from "@/lib/dashboards/run-dashboard";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { uuidv7 } from "@/lib/uuid";
import { apiClient, createEmbedViewer, numberCard, shareWithTenant, shareWithUser } from "./dashboard-fixture";
import { canary, createDataWorld, type DataWorld, flightsOf } from "./data-world";

let world: DataWorld;

beforeAll(async () => {
  world = await createDataWorld();
});

const countSql = "SELECT count(*) AS people FROM flights";

async function board(more: { sql?: string; tenantId?: string; cards?: number } = {}) {
  const card = numberCard(world.connectionId, { sql: more.sql ?? countSql });
  return createDashboard(world.author, {
    projectId: world.project.id,
    title: "Flights",
    filters: [{ name: "carrier", label: "Carrier", kind: "select" }],
    cards: Array(more.cards ?? 1).fill(card),
    ...(more.tenantId ? { tenantId: more.tenantId } : {}),
  });
}

async function outcomes(actor: Actor, id: string, input: RunDashboardInput = {}): Promise<CardOutcome[]> {
  const all: CardOutcome[] = [];
  for await (const outcome of runDashboard(actor, id, input)) all.push(outcome);
  return all;
}

/** The number of the first card, or the code of what kept it away. */
async function numberFor(actor: Actor, id: string, input: RunDashboardInput = {}): Promise<number | string> {
  const [outcome] = await outcomes(actor, id, input);
  if (!outcome) throw new Error("no card");
  if ("error" in outcome) return outcome.error.code;
  return Number(outcome.result.answer.rows.data[0]?.[0]);
}

const all = flightsOf.California + flightsOf.Texas;

describe("whose rows", () => {
  test("each tenant's people and tokens see their own, on one and the same dashboard", async () => {
    const { id } = await board();
    for (const [state, home] of [
      ["California", world.california],
      ["Texas", world.texas],
    ] as const) {
      await shareWithTenant(world.author, id, home.tenant.id);
      expect(await numberFor(home.viewer, id)).toBe(flightsOf[state]);
      const token = await createEmbedViewer(world, { dashboardId: id, tenantId: home.tenant.id });
      expect(await numberFor(token, id)).toBe(flightsOf[state]);
    }
  });

  test("R20: a tenant's dashboard shows the tenant's rows to whoever looks, an ADMIN included", async () => {
    const { id } = await board({ tenantId: world.california.tenant.id });
    expect(await numberFor(world.admin, id)).toBe(flightsOf.California);
    expect(await numberFor(world.author, id)).toBe(flightsOf.California);
    const organization = await board();
    expect(await numberFor(world.admin, organization.id)).toBe(all);
  });

  test("R21: an organization's VIEWER or POWER_USER reads no protected table without an assignment", async () => {
    const { id } = await board();
    for (const person of [world.viewer, world.powerUser]) {
      await shareWithUser(world.author, id, person, "EDITOR");
      expect(await numberFor(person, id)).toBe("query_refused");
    }
    expect(await numberFor(world.author, id)).toBe(all);
  });

  test("authors look at data as a tenant; nobody of a tenant, no token and no lesser role does", async () => {
    const { id } = await board();
    const asTenantId = world.texas.tenant.id;
    expect(await numberFor(world.author, id, { asTenantId })).toBe(flightsOf.Texas);
    await shareWithUser(world.author, id, world.powerUser, "EDITOR");
    await shareWithTenant(world.author, id, world.california.tenant.id);
    const token = await createEmbedViewer(world, { dashboardId: id });
    for (const actor of [world.powerUser, world.california.viewer, token]) {
      await expect(outcomes(actor, id, { asTenantId })).rejects.toMatchObject({ code: "forbidden" });
      await expect(outcomes(actor, id, { asTenantId: uuidv7() })).rejects.toMatchObject({ code: "forbidden" });
    }
    for (const nobody of [uuidv7(), "nobody"]) {
      await expect(outcomes(world.author, id, { asTenantId: nobody })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("R08: an API key's data call names the tenant it acts for, and needs the scope", async () => {
    const { id } = await board();
    const scopes = ["dashboard:read", "data:read", "tenant:read"];
    const key = apiClient(world, { scopes });
    await expect(outcomes(key, id)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await numberFor(key, id, { asTenantId: world.texas.tenant.id })).toBe(flightsOf.Texas);
    const blind = apiClient(world, { scopes: ["dashboard:read", "tenant:read"] });
    const call = outcomes(blind, id, { asTenantId: world.texas.tenant.id });
    await expect(call).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("filters", () => {
  const filtered = `${countSql} WHERE carrier IN {{ filter.carrier }}`;

  test("a declared filter narrows, an undeclared one and every security name refuse the call", async () => {
    const { id } = await board({ sql: filtered });
    expect(await numberFor(world.author, id, { filters: { carrier: ["AA", "WN"] } })).toBe(3);
    for (const name of ["state", "tenant.key", "tenant.attributes.state", "current_user_tenant()"]) {
      const call = outcomes(world.author, id, { filters: { [name]: "Texas" } });
      await expect(call).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  test("R07: no filter can be saved under a name that security speaks with", async () => {
    const { id } = await board();
    for (const name of ["state", "STATE", "tenant", "user", "current_user_tenant"]) {
      const filters = [{ name, label: "x", kind: "text" as const }];
      await expect(updateDashboard(world.author, id, { filters })).rejects.toMatchObject({ code: "invalid_input" });
      const cards = [numberCard(world.connectionId, { sql: countSql })];
      const created = createDashboard(world.author, { projectId: world.project.id, title: "x", filters, cards });
      await expect(created).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  test("a card whose filter has no value asks for one", async () => {
    const { id } = await board({ sql: filtered });
    const [outcome] = await outcomes(world.author, id);
    expect(outcome).toMatchObject({ error: { code: "query_refused", message: "Choose a value for Carrier" } });
  });

  test("R09: what a token locks holds for every card, and a card that cannot be kept to it is refused", async () => {
    const { id } = await board({ sql: filtered });
    const token = await createEmbedViewer(world, { dashboardId: id, params: { carrier: "UA" } });
    await shareWithTenant(world.author, id, world.california.tenant.id);
    const own = { dashboardId: id, tenantId: world.california.tenant.id, params: { carrier: "UA" } };
    const tenantToken = await createEmbedViewer(world, own);
    expect(await numberFor(tenantToken, id)).toBe(2);
    await expect(outcomes(tenantToken, id, { filters: { carrier: "AA" } })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const unbound = await board();
    await shareWithTenant(world.author, unbound.id, world.california.tenant.id);
    const locked = await createEmbedViewer(world, { ...own, dashboardId: unbound.id });
    expect(await numberFor(locked, unbound.id)).toBe("query_refused");
    expect(await numberFor(token, id)).toBe("query_refused");
  });
});

describe("what comes back", () => {
  test("every card once, a broken one as an error of its own", async () => {
    const { id, cards } = await createDashboard(world.author, {
      projectId: world.project.id,
      title: "Mixed",
      cards: ["SELECT * FROM nowhere", countSql, countSql, countSql, countSql, countSql].map((sql) =>
        numberCard(world.connectionId, { sql }),
      ),
    });
    const found = await outcomes(world.author, id);
    expect(found.map(({ cardId }) => cardId).sort()).toEqual(cards.map((card) => card.id).sort());
    expect(found.filter((outcome) => "error" in outcome)).toHaveLength(1);
  });

  test("R19: a VIEWER's rows and errors tell nothing of tables, rules and SQL", async () => {
    const { id } = await createDashboard(world.author, {
      projectId: world.project.id,
      title: "Mixed",
      cards: ["SELECT * FROM secret_nowhere", countSql].map((sql) => numberCard(world.connectionId, { sql })),
    });
    await shareWithTenant(world.author, id, world.california.tenant.id);
    const found = await outcomes(world.california.viewer, id);
    const text = JSON.stringify(found.map((outcome) => ("error" in outcome ? { ...outcome.error } : outcome)));
    const messages = found.flatMap((outcome) => ("error" in outcome ? [outcome.error.message] : []));
    expect(messages).toEqual(["This card cannot be shown with your access"]);
    for (const secret of ["nowhere", "flights", "policy", "trace", "sqlCode"]) expect(text).not.toContain(secret);
    const seen = await outcomes(world.author, id);
    expect(JSON.stringify(seen)).toContain("trace");
  });

  test("R21: what a query returned is stored nowhere in the definition, and no embed payload repeats it", async () => {
    const { id } = await board({ sql: "SELECT note FROM flights WHERE note <> ''" });
    const [outcome] = await outcomes(world.author, id);
    expect(JSON.stringify(outcome)).toContain(canary);
    const stored = await database.dashboard.findUniqueOrThrow({
      where: { id },
      include: { cards: true, versions: true },
    });
    expect(JSON.stringify(stored)).not.toContain(canary);
    await shareWithTenant(world.author, id, world.texas.tenant.id);
    const token = await createEmbedViewer(world, { dashboardId: id, tenantId: world.texas.tenant.id });
    expect(JSON.stringify([await getDashboard(token, id), await outcomes(token, id)])).not.toContain(canary);
  });

  test("one card is run under the same rules, and another dashboard's card is not found", async () => {
    const mine = await board();
    const other = await board();
    const cardId = mine.cards[0]?.id ?? "";
    expect((await runCard(world.author, mine.id, cardId)).answer.rowCount).toBe(1);
    for (const stranger of [other.cards[0]?.id ?? "", uuidv7(), "x"]) {
      await expect(runCard(world.author, mine.id, stranger)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("nothing runs after the reader has gone", async () => {
    const { id } = await board({ cards: 12 });
    const left = new AbortController();
    left.abort();
    expect(await outcomes(world.author, id, { signal: left.signal })).toEqual([]);
  });
});

test("a view is one event of the tenant that looked, and an ADMIN's override is told", async () => {
  const { id } = await board({ cards: 3 });
  await shareWithTenant(world.author, id, world.california.tenant.id);
  await outcomes(world.california.viewer, id);
  await outcomes(world.admin, id, { asTenantId: world.texas.tenant.id });
  await flushAuditQueue();
  const events = await database.auditEvent.findMany({
    where: { targetId: id, action: "dashboard.viewed" },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ tenantId, details }) => ({ tenantId, details }))).toEqual([
    { tenantId: world.california.tenant.id, details: { cards: 3 } },
    { tenantId: world.texas.tenant.id, details: { cards: 3, override: true } },
  ]);
});
