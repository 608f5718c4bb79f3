import { beforeAll, describe, expect, test } from "vitest";
import { setTableExposure } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboardCatalog, listDashboardSources } from "@/lib/dashboards/dashboard-sources";
import type { DraftDataInput, DraftFilterValuesInput } from "@/lib/dashboards/draft-schema";
import { listDraftFilterValues } from "@/lib/dashboards/list-draft-filter-values";
import { listFilterValues } from "@/lib/dashboards/list-filter-values";
import { openDraftRun } from "@/lib/dashboards/run-draft";
import { database } from "@/lib/database";
import { createDataset } from "@/lib/datasets/create-dataset";
import type { Actor } from "@/lib/identity/actor";
import { createProject } from "@/lib/projects/create-project";
import { previewCard } from "@/lib/queries/preview-card";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin } from "../../support/world";
import { apiClient, createConnectionRow, createEmbedViewer, shareWithTenant, shareWithUser } from "./dashboard-fixture";
import { canary, createDataWorld, type DataWorld, flightsOf } from "./data-world";

let world: DataWorld;

beforeAll(async () => {
  world = await createDataWorld();
});

const countSql = "SELECT count(*) AS people FROM flights";

const board = (owner: Actor = world.author, more: { tenantId?: string } = {}) =>
  createDashboard(owner, { projectId: world.project.id, title: "Flights", ...more });

type AskedCard = DraftDataInput["cards"][number];

const asked = (sql: string, more: Partial<AskedCard> = {}): AskedCard => ({
  id: uuidv7(),
  title: "Draft",
  connectionId: world.connectionId,
  sql,
  domainId: null,
  query: null,
  ...more,
});

/** What a query of a draft gives: its first cell, or what refused it. */
async function ask(actor: Actor, dashboardId: string, sql: string, more: Partial<DraftDataInput> = {}) {
  for await (const outcome of await openDraftRun(actor, dashboardId, { cards: [asked(sql)], ...more })) {
    return "error" in outcome ? outcome.error : outcome.result.answer.rows.data[0]?.[0];
  }
  throw new Error("no outcome");
}

const all = flightsOf.California + flightsOf.Texas;

describe("rows of what is not saved yet", () => {
  test("are those that the caller may read", async () => {
    const { id } = await board();
    expect(Number(await ask(world.author, id, countSql))).toBe(all);
    const own = await board(world.california.powerUser);
    expect(Number(await ask(world.california.powerUser, own.id, countSql))).toBe(flightsOf.California);
  });

  test("R20: a tenant's dashboard is previewed under its home tenant, whoever edits it", async () => {
    const { id } = await board(world.author, { tenantId: world.california.tenant.id });
    for (const actor of [world.author, world.admin]) {
      expect(Number(await ask(actor, id, countSql))).toBe(flightsOf.California);
      expect(await ask(actor, id, countSql, { asTenantId: world.texas.tenant.id })).toMatchObject({
        code: "invalid_input",
      });
    }
  });

  test("follow the filters that the draft declares, and no others", async () => {
    const { id } = await board();
    const sql = `${countSql} WHERE carrier = {{ filter.carrier }}`;
    const declaredFilters = [{ name: "carrier", label: "Carrier", kind: "text" as const, default: "AA" }];
    expect(Number(await ask(world.author, id, sql, { declaredFilters }))).toBe(2);
    expect(Number(await ask(world.author, id, sql, { declaredFilters, filters: { carrier: "WN" } }))).toBe(1);
    await expect(
      openDraftRun(world.author, id, { cards: [asked(sql)], declaredFilters, filters: { tenant: "x" } }),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("R07: a filter called like what security speaks with is refused before it runs", async () => {
    const { id } = await board();
    const declaredFilters = [{ name: "state", label: "State", kind: "text" as const, default: "Texas" }];
    expect(await ask(world.author, id, countSql, { declaredFilters })).toMatchObject({ code: "invalid_input" });
  });

  test("a refusal says at which line and column, for those who write it", async () => {
    const { id } = await board(world.california.powerUser);
    expect(await ask(world.california.powerUser, id, "SELECT 1 AS one,\n  nothing FROM flights")).toMatchObject({
      code: "query_refused",
      fields: { line: "2", column: expect.stringMatching(/^\d+$/) },
    });
  });

  test("nobody who may not edit runs anything: viewers, strangers, keys without a tenant, ended sessions", async () => {
    const { id } = await board(world.author, { tenantId: world.california.tenant.id });
    await shareWithTenant(world.author, id, world.california.tenant.id, "EDITOR");
    const run = (actor: Actor) => openDraftRun(actor, id, { cards: [asked(countSql)] });
    await expect(run(world.california.viewer)).rejects.toMatchObject({ code: "forbidden" });
    for (const actor of [world.texas.powerUser, await createForeignAdmin()]) {
      await expect(run(actor)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(run(apiClient(world, { scopes: ["dashboard:read", "dashboard:write"] }))).rejects.toMatchObject({
      code: "forbidden",
    });
    const viewOnly = await createEmbedViewer(world, { dashboardId: id, tenantId: world.california.tenant.id });
    await expect(run(viewOnly)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("R09: a session with a locked filter runs saved cards only", async () => {
    const { id } = await board(world.author, { tenantId: world.california.tenant.id });
    const tenantId = world.california.tenant.id;
    const editing = { dashboardId: id, tenantId, allowEdit: true };
    expect(Number(await ask(await createEmbedViewer(world, editing), id, countSql))).toBe(flightsOf.California);
    const locked = await createEmbedViewer(world, { ...editing, params: { carrier: "AA" } });
    await expect(openDraftRun(locked, id, { cards: [asked(countSql)] })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a dashboard token that may edit runs and is offered what its tenant may read, for its own dashboard alone", async () => {
    const tenantId = world.california.tenant.id;
    const { id } = await board(world.author, { tenantId });
    const token = await createEmbedViewer(world, { dashboardId: id, tenantId, allowEdit: true, role: "VIEWER" });
    expect(Number(await ask(token, id, countSql))).toBe(flightsOf.California);
    expect((await listDashboardSources(token, id)).connections).not.toEqual([]);
    const shared = await board();
    await shareWithTenant(world.author, shared.id, tenantId, "EDITOR");
    await shareWithTenant(world.author, shared.id, world.texas.tenant.id);
    const capped = await createEmbedViewer(world, {
      dashboardId: shared.id,
      tenantId,
      allowEdit: true,
      role: "VIEWER",
    });
    for (const [actor, dashboardId, code] of [
      [token, shared.id, "not_found"],
      [capped, shared.id, "forbidden"],
    ] as const) {
      await expect(openDraftRun(actor, dashboardId, { cards: [asked(countSql)] })).rejects.toMatchObject({ code });
      await expect(listDashboardSources(actor, dashboardId)).rejects.toMatchObject({ code });
    }
    const preview = { projectId: world.project.id, connectionId: world.connectionId, sql: countSql };
    await expect(previewCard(token, preview)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a connection or domain of another project is like none", async () => {
    const { id } = await board();
    const elsewhere = await createProject(world.admin, { name: "Elsewhere", allowedOrigins: [] });
    const connectionId = await createConnectionRow(world, elsewhere.id);
    const answers = [connectionId, uuidv7()].map((foreign) =>
      openDraftRun(world.author, id, { cards: [asked(countSql, { connectionId: foreign })] }).catch((error) => error),
    );
    const [foreign, none] = await Promise.all(answers);
    expect(foreign).toMatchObject({ code: "not_found" });
    expect(foreign).toEqual(none);
  });

  test("R21: nothing that comes back is kept anywhere", async () => {
    const { id } = await board(world.california.powerUser);
    expect(await ask(world.california.powerUser, id, "SELECT note FROM flights ORDER BY id")).toBe(canary);
    const kept = await Promise.all([
      database.dashboard.findMany(),
      database.dashboardDraft.findMany(),
      database.dashboardVersion.findMany(),
      database.card.findMany(),
      database.auditEvent.findMany(),
    ]);
    const text = JSON.stringify(kept, (_, value) => (typeof value === "bigint" ? String(value) : value));
    expect(text).not.toContain(canary);
  });
});

describe("what queries may name", () => {
  const namesFor = async (actor: Actor, dashboardId: string) =>
    (await getDashboardCatalog(actor, dashboardId, world.connectionId)).tables.map(({ name }) => name);

  test("R04: a tenant's author is offered no table, column or connection that they could not read", async () => {
    const own = await board(world.california.powerUser);
    const [secret] = await database.connectionTable.findMany({ where: { connectionId: world.connectionId } });
    if (!secret) throw new Error("The source has no table");
    expect(await namesFor(world.california.powerUser, own.id)).toEqual(["flights"]);
    await createConnectionRow(world, world.project.id, "a closed warehouse");
    const { connections } = await listDashboardSources(world.california.powerUser, own.id);
    expect(connections.map(({ name }) => name)).toEqual(["flights"]);
    expect((await listDashboardSources(world.author, (await board()).id)).connections).toHaveLength(2);

    await setTableExposure(world.admin, world.connectionId, secret.id, "HIDDEN");
    const hidden = await getDashboardCatalog(world.california.powerUser, own.id, world.connectionId).catch((e) => e);
    const none = await getDashboardCatalog(world.california.powerUser, own.id, uuidv7()).catch((e) => e);
    expect(hidden).toMatchObject({ code: "not_found" });
    expect(hidden).toEqual(none);
    expect(await namesFor(world.author, (await board()).id)).toEqual(["flights"]);
    await setTableExposure(world.admin, world.connectionId, secret.id, "PROTECTED");
  });

  test("R04: a dataset that cannot be answered for a tenant is not among them", async () => {
    const base = {
      projectId: world.project.id,
      connectionId: world.connectionId,
      asTenantId: world.california.tenant.id,
    };
    await createDataset(world.admin, { ...base, name: "own_flights", sql: "SELECT id, carrier FROM flights" });
    await createDataset(world.admin, {
      ...base,
      name: "of_nobody",
      trusted: true,
      sql: "SELECT id, note FROM flights WHERE state = {{ tenant.attributes.state }}",
    });
    await database.dataset.updateMany({ where: { name: "of_nobody" }, data: { sql: "SELECT id, note FROM flights" } });
    const own = await board(world.california.powerUser);
    expect((await namesFor(world.california.powerUser, own.id)).sort()).toEqual(["flights", "own_flights"]);
  });

  test("R20: on a tenant's dashboard it is what the home tenant may read, for an ADMIN too", async () => {
    const { id } = await board(world.author, { tenantId: world.california.tenant.id });
    const tables = await database.connectionTable.findMany({ where: { connectionId: world.connectionId } });
    for (const table of tables) await setTableExposure(world.admin, world.connectionId, table.id, "HIDDEN");
    expect(await namesFor(world.admin, id)).not.toContain("flights");
    expect(await namesFor(world.admin, (await board(world.admin)).id)).toContain("flights");
    for (const table of tables) await setTableExposure(world.admin, world.connectionId, table.id, "PROTECTED");
  });

  test("placeholders are offered by name, never with a value", async () => {
    const own = await board(world.california.powerUser);
    const catalog = await getDashboardCatalog(world.california.powerUser, own.id, world.connectionId);
    expect(catalog.placeholders).toContain("current_user_tenant()");
    expect(JSON.stringify(catalog)).not.toContain(world.california.powerUser.email);
  });

  test("those who may not edit the dashboard are offered nothing", async () => {
    const { id } = await board(world.author, { tenantId: world.california.tenant.id });
    await shareWithUser(world.author, id, world.california.viewer, "VIEWER");
    await expect(listDashboardSources(world.california.viewer, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listDashboardSources(world.texas.powerUser, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the values of a filter that is not saved yet", () => {
  const carriers = (connectionId = world.connectionId, table = "flights") => ({
    name: "carrier",
    label: "Carrier",
    kind: "select" as const,
    source: { connectionId, table, column: "carrier" },
  });
  const values = async (actor: Actor, dashboardId: string, more: Partial<DraftFilterValuesInput> = {}) =>
    (await listDraftFilterValues(actor, dashboardId, { filter: "carrier", declaredFilters: [carriers()], ...more }))
      .data;
  const refusal = (attempt: Promise<unknown>) =>
    attempt.then(
      (data) => ({ data }),
      ({ code, message, fields }) => ({ code, message, fields }),
    );

  test("are of the rows that whoever edits may read, and are neither saved nor open to viewers", async () => {
    const own = await board(world.california.powerUser);
    expect(await values(world.california.powerUser, own.id)).toEqual(["AA", "UA"]);
    expect(await values(world.california.powerUser, own.id, { search: "u" })).toEqual(["UA"]);
    const shared = await board();
    expect(await values(world.author, shared.id)).toEqual(["AA", "UA", "WN"]);
    expect(await values(world.author, shared.id, { asTenantId: world.texas.tenant.id })).toEqual(["AA", "WN"]);
    await shareWithTenant(world.author, shared.id, world.texas.tenant.id);
    expect(await refusal(values(world.texas.powerUser, shared.id))).toMatchObject({ code: "forbidden" });
    expect(await refusal(values(world.california.powerUser, shared.id))).toMatchObject({ code: "not_found" });
    await expect(listFilterValues(world.author, shared.id, { filter: "carrier" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("R20: those of a tenant's dashboard are its home tenant's, whoever edits it", async () => {
    const { id } = await board(world.author, { tenantId: world.texas.tenant.id });
    for (const actor of [world.author, world.admin]) expect(await values(actor, id)).toEqual(["AA", "WN"]);
  });

  test("follow the filters of the draft that narrow them", async () => {
    const { id } = await board();
    const number = {
      name: "flight",
      label: "Flight",
      kind: "select" as const,
      source: { ...carriers().source, column: "id" },
    };
    const declaredFilters = [{ ...carriers(), narrowedBy: ["flight"] }, number];
    expect(await values(world.author, id, { declaredFilters, filters: { flight: 5 } })).toEqual(["WN"]);
    expect(await refusal(values(world.author, id, { filters: { flight: 5 } }))).toMatchObject({
      code: "invalid_input",
    });
  });

  test("of a foreign and of a missing connection are refused alike, and a table out of reach as in any query", async () => {
    const stranger = await createForeignAdmin();
    const project = await createProject(world.admin, { name: "Beside, for filters" });
    const beside = await createConnectionRow(world, project.id, "beside");
    const elsewhere = await createProject(stranger, { name: "Elsewhere, for filters" });
    const foreign = await createConnectionRow(
      { ...world, organizationId: stranger.organizationId },
      elsewhere.id,
      "foreign",
    );
    const own = await board(world.california.powerUser);
    const of = (declared: ReturnType<typeof carriers>) =>
      refusal(values(world.california.powerUser, own.id, { declaredFilters: [declared] }));
    const answers = [];
    for (const id of [uuidv7(), beside, foreign]) answers.push(await of(carriers(id)));
    expect(answers[0]).toMatchObject({ code: "not_found" });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await of(carriers(world.connectionId, "payroll"))).toMatchObject({ code: "query_refused" });
  });

  test("R09: a session with a locked filter, which writes no queries, gets none", async () => {
    const { tenant } = world.california;
    const { id } = await board(world.author, { tenantId: tenant.id });
    const token = { dashboardId: id, tenantId: tenant.id, allowEdit: true };
    expect(await values(await createEmbedViewer(world, token), id)).toEqual(["AA", "UA"]);
    const locked = await createEmbedViewer(world, { ...token, params: { carrier: "AA" } });
    expect(await refusal(values(locked, id))).toMatchObject({ code: "forbidden" });
  });
});
