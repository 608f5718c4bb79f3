import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { exportCard } from "@/lib/dashboards/export-card";
import { listCardRows } from "@/lib/dashboards/list-card-rows";
import { listDraftFilterValues } from "@/lib/dashboards/list-draft-filter-values";
import { listFilterValues } from "@/lib/dashboards/list-filter-values";
import { runDashboard } from "@/lib/dashboards/run-dashboard";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import { getDomain, listDomains } from "@/lib/domains/domain-queries";
import type { DomainGrantInput } from "@/lib/domains/domain-schema";
import { updateDomain } from "@/lib/domains/update-domain";
import { closeEngines } from "@/lib/engines/close-engines";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { Actor } from "@/lib/identity/actor";
import { exploreDomain } from "@/lib/queries/explore-domain";
import { exploreRows } from "@/lib/queries/explore-rows";
import { previewCard } from "@/lib/queries/preview-card";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { apiClient, createEmbedViewer } from "../dashboards/dashboard-fixture";
import { canary, createDataWorld, type DataWorld, flightsOf } from "../dashboards/data-world";
import { flightsDefinition } from "./flights-domain";

let world: DataWorld;
let domainId: string;
let dashboardId: string;
let cardId: string;

const query = {
  dimensions: [{ field: "flights.carrier" }],
  measures: ["flights.flight_count"],
  sort: [{ column: "carrier", direction: "ascending" }],
} as const;
const asked = () => ({
  ...query,
  dimensions: [...query.dimensions],
  measures: [...query.measures],
  sort: [...query.sort],
});
const card = (more: object = {}) => ({
  kind: "TABLE" as const,
  title: "By carrier",
  domainId,
  query: { ...asked(), filters: [{ field: "flights.carrier", operator: "in" as const, fromFilter: "carrier" }] },
  options: {},
  layout: { x: 0, y: 0, width: 6, height: 4 },
  ...more,
});

beforeAll(async () => {
  world = await createDataWorld();
  const { admin, author, connectionId, project, california, texas } = world;
  const domain = await createDomain(author, {
    projectId: project.id,
    name: "Flights",
    connectionId,
    definition: flightsDefinition,
  });
  domainId = domain.id;
  const board = await createDashboard(admin, {
    projectId: project.id,
    title: "Flights",
    filters: [{ name: "carrier", label: "Carrier", kind: "text" }],
    cards: [card()],
  });
  dashboardId = board.id;
  cardId = board.cards[0]?.id ?? "";
  for (const { tenant } of [california, texas]) {
    await shareDashboard(admin, dashboardId, { scope: "TENANT", tenantId: tenant.id, level: "VIEWER" });
  }
  await shareDashboard(admin, dashboardId, { scope: "ALL_ORGANIZATION_USERS", level: "VIEWER" });
});

afterAll(closeEngines);

const grant = (...grants: DomainGrantInput[]) => updateDomain(world.author, domainId, { grants });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.code,
  );

async function cardCode(actor: Actor): Promise<string> {
  for await (const outcome of runDashboard(actor, dashboardId)) return "error" in outcome ? outcome.error.code : "done";
  return "nothing";
}

/** Whether each door lets the actor in, by the door's name. */
async function doors(actor: Actor): Promise<Record<string, string>> {
  const { id: projectId } = world.project;
  const listed = (await listDomains(actor)).data.some(({ id }) => id === domainId);
  const { cards } = await getDashboard(actor, dashboardId);
  return {
    list: listed ? "done" : "not_found",
    get: await codeOf(getDomain(actor, domainId)),
    explore: await codeOf(exploreDomain(actor, { projectId, domainId, query: asked() })),
    card: await cardCode(actor),
    export: await codeOf(exportCard(actor, dashboardId, cardId)),
    rows: await codeOf(listCardRows(actor, dashboardId, cardId, {})),
    words: cards[0] && "fields" in cards[0] && cards[0].fields ? "done" : "not_found",
  };
}

const open = { list: "done", get: "done", explore: "done", card: "done", export: "done", rows: "done", words: "done" };
const shut = {
  list: "not_found",
  get: "not_found",
  explore: "not_found",
  card: "not_found",
  export: "not_found",
  rows: "not_found",
  words: "not_found",
};

describe("R09: who sees a domain", () => {
  beforeEach(async () => {
    await grant();
  });

  test("R09: without a grant nobody of a tenant finds it behind any door, and its managers do", async () => {
    expect(await doors(world.california.viewer)).toEqual(shut);
    expect(await doors(world.california.powerUser)).toEqual(shut);
    expect(await doors(world.author)).toMatchObject(open);
    expect(await codeOf(getDomain(world.powerUser, domainId))).toBe("not_found");
  });

  test("R09: a grant opens every door to its subject and to nobody else", async () => {
    const { california, texas } = world;
    const group = await createGroup(world.admin, { name: "Analysts", tenantId: california.tenant.id });
    await addGroupMembers(world.admin, group.id, [california.viewer.userId]);
    const cases: [DomainGrantInput, boolean, boolean][] = [
      [{ scope: "USER", userId: california.viewer.userId }, true, false],
      [{ scope: "GROUP", groupId: group.id }, true, false],
      [{ scope: "TENANT", tenantId: california.tenant.id }, true, false],
      [{ scope: "ALL_TENANTS" }, true, true],
      [{ scope: "ALL_ORGANIZATION_USERS" }, false, false],
    ];
    for (const [scope, opensHere, opensThere] of cases) {
      await grant(scope);
      expect(await doors(california.viewer), scope.scope).toEqual(opensHere ? open : shut);
      expect(await doors(texas.viewer), scope.scope).toEqual(opensThere ? open : shut);
      expect(await codeOf(getDomain(world.powerUser, domainId))).toBe(
        scope.scope === "ALL_ORGANIZATION_USERS" ? "done" : "not_found",
      );
    }
  });

  test("R09: a new domain is the organization's own people's until a tenant is let in", async () => {
    const { project } = world;
    const { id } = await createDomain(world.author, { projectId: project.id, name: "New" });
    expect(await codeOf(getDomain(world.viewer, id))).toBe("done");
    expect(await codeOf(getDomain(world.california.powerUser, id))).toBe("not_found");
    const other = await createEmbedViewer(world, {
      tenantId: world.california.tenant.id,
      dashboardId,
      allowEdit: true,
    });
    expect(await codeOf(getDomain(other, id))).toBe("not_found");
  });

  test("R09: a token keeps to what it names, and a grant does not widen it", async () => {
    await grant({ scope: "ALL_TENANTS" });
    const { california } = world;
    const viewer = await createEmbedViewer(world, { tenantId: california.tenant.id, userId: california.viewer.userId });
    const access = (semanticDomainAccess: object) =>
      database.embedSession.update({ where: { id: viewer.embedSessionId }, data: { semanticDomainAccess } });
    const fresh = async (semanticDomainAccess: object) => {
      await access(semanticDomainAccess);
      const again = await createEmbedViewer(world, {
        tenantId: california.tenant.id,
        userId: california.viewer.userId,
      });
      await database.embedSession.update({ where: { id: again.embedSessionId }, data: { semanticDomainAccess } });
      return doors(again);
    };
    expect(await fresh({ mode: "all", domains: [] })).toEqual(open);
    expect(await fresh({ mode: "include", domains: [domainId] })).toEqual(open);
    expect(await fresh({ mode: "none", domains: [] })).toEqual(shut);
    expect(await fresh({ mode: "exclude", domains: [domainId] })).toEqual(shut);
  });

  test("R08: a dashboard token shows the cards of its dashboard, and finds their domain in no list", async () => {
    await grant({ scope: "ALL_TENANTS" });
    const viewer = await createEmbedViewer(world, { tenantId: world.california.tenant.id, dashboardId });
    expect(await doors(viewer)).toEqual({ ...open, list: "not_found", get: "not_found", explore: "not_found" });
    await grant();
    const later = await createEmbedViewer(world, { tenantId: world.california.tenant.id, dashboardId });
    expect(await doors(later)).toEqual(shut);
  });

  test("R09: a hidden domain can neither be previewed nor saved in a card", async () => {
    const { california, project } = world;
    const preview = () =>
      codeOf(previewCard(california.powerUser, { projectId: project.id, domainId, query: asked() }));
    const save = () =>
      codeOf(
        createDashboard(california.powerUser, {
          projectId: project.id,
          title: "Mine",
          cards: [card({ query: asked() })],
        }),
      );
    expect([await preview(), await save()]).toEqual(["not_found", "not_found"]);
    await grant({ scope: "TENANT", tenantId: california.tenant.id });
    expect([await preview(), await save()]).toEqual(["done", "done"]);
    expect(await codeOf(updateDashboard(world.admin, dashboardId, { cards: [card({ id: cardId })] }))).toBe("done");
  });
});

describe("R09: a filter over a dimension of a domain", () => {
  const locking = (params: object) =>
    createEmbedViewer(world, { tenantId: world.california.tenant.id, userId: world.california.viewer.userId, params });

  test("R09: offers each viewer the values of their own rows, kept to what is locked, and nothing of a hidden domain", async () => {
    await grant({ scope: "ALL_TENANTS" });
    const over = (name: string, field: string) => ({
      name,
      label: name,
      kind: "select" as const,
      domainSource: { domainId, field },
    });
    const board = await createDashboard(world.admin, {
      projectId: world.project.id,
      title: "Filtered",
      filters: [
        over("carrier", "flights.carrier"),
        over("region", "flights.state"),
        { name: "free", label: "Free", kind: "text" },
      ],
    });
    await shareDashboard(world.admin, board.id, { scope: "ALL_TENANTS", level: "VIEWER" });
    const values = async (actor: Actor, filter = "carrier", more: object = {}) =>
      (await listFilterValues(actor, board.id, { filter, ...more })).data;
    expect(await values(world.california.viewer)).toEqual(["AA", "UA"]);
    expect(await values(world.texas.viewer)).toEqual(["AA", "WN"]);
    expect(await values(world.california.viewer, "carrier", { search: "u" })).toEqual(["UA"]);
    expect(await values(await locking({ region: "Nevada" }))).toEqual([]);
    expect(await codeOf(values(await locking({ free: "x" })))).toBe("query_refused");
    const { filters } = await getDashboard(world.california.viewer, board.id);
    expect(filters[0]).toMatchObject({ offersValues: true });
    expect(JSON.stringify(filters)).not.toContain(domainId);
    await grant();
    expect(await codeOf(values(world.california.viewer))).toBe("not_found");
    const mine = { projectId: world.project.id, title: "Mine", filters: [over("carrier", "flights.carrier")] };
    expect(await codeOf(createDashboard(world.california.powerUser, mine))).toBe("not_found");
  });

  test("a filter over a hidden dimension narrows nothing for those who do not manage domains, saved or tried", async () => {
    await grant({ scope: "ALL_TENANTS" });
    const { powerUser, tenant } = world.california;
    const over = (name: string, field: string, more: object = {}) => ({
      name,
      label: name,
      kind: "select" as const,
      domainSource: { domainId, field },
      ...more,
    });
    const shown = over("carrier", "flights.carrier");
    const bisecting = [over("note", "flights.note"), { ...shown, narrowedBy: ["note"] }];
    const create = (filters: (typeof shown)[]) =>
      createDashboard(powerUser, { projectId: world.project.id, title: "Bisecting", filters });
    expect(await codeOf(create(bisecting))).toBe("query_refused");
    const mine = await create([shown]);
    expect(await codeOf(updateDashboard(powerUser, mine.id, { filters: bisecting }))).toBe("query_refused");
    const tried = { filter: "carrier", filters: { note: "x" }, declaredFilters: bisecting, settings: {} };
    expect(await codeOf(listDraftFilterValues(powerUser, mine.id, tried))).toBe("query_refused");

    // Whoever manages domains may put one, and it stays where it is when others edit around it.
    const board = await createDashboard(world.admin, {
      projectId: world.project.id,
      tenantId: tenant.id,
      title: "By note",
      filters: bisecting,
    });
    await shareDashboard(world.admin, board.id, { scope: "TENANT", tenantId: tenant.id, level: "EDITOR" });
    const renamed = bisecting.map((filter) => ({ ...filter, label: "Renamed" }));
    expect(await codeOf(updateDashboard(powerUser, board.id, { filters: renamed }))).toBe("done");
    await deleteDashboard(world.admin, board.id);
  });
});

describe("answers", () => {
  beforeEach(async () => {
    await grant({ scope: "ALL_TENANTS" }, { scope: "ALL_ORGANIZATION_USERS" });
  });

  const counted = async (actor: Actor, more: object = {}) => {
    const { data } = await exploreDomain(actor, { projectId: world.project.id, domainId, query: asked(), ...more });
    return (data[1] ?? []).reduce<number>((sum, count) => sum + Number(count), 0);
  };

  test("a domain's query sees each tenant's own rows and no others", async () => {
    expect(await counted(world.california.viewer)).toBe(flightsOf.California);
    expect(await counted(world.texas.viewer)).toBe(flightsOf.Texas);
    expect(await counted(world.author)).toBe(flightsOf.California + flightsOf.Texas);
    expect(await counted(world.author, { asTenantId: world.texas.tenant.id })).toBe(flightsOf.Texas);
    expect(await codeOf(counted(world.california.viewer, { asTenantId: world.texas.tenant.id }))).toBe("forbidden");
  });

  test("R19: whoever only uses a domain gets words and formats, and no table, SQL or trace", async () => {
    const { viewer, powerUser } = world.california;
    for (const actor of [viewer, powerUser, world.viewer]) {
      const view = await getDomain(actor, domainId);
      expect(view).not.toHaveProperty("management");
      expect(JSON.stringify(view)).not.toMatch(/"table"|"column"|"sql"|"note"/);
    }
    const answer = await exploreDomain(viewer, { projectId: world.project.id, domainId, query: asked() });
    expect(Object.keys(answer).sort()).toEqual([
      "asOf",
      "cached",
      "columns",
      "data",
      "fields",
      "rowCount",
      "truncated",
    ]);
    expect(answer.fields).toEqual([
      { column: "carrier", label: "Carrier" },
      { column: "flight_count", label: "Flights", format: { style: "number", digits: 0 }, rollUp: "sum" },
    ]);
    expect(await exploreDomain(world.author, { projectId: world.project.id, domainId, query: asked() })).toMatchObject({
      sql: expect.stringContaining('"flights"'),
      trace: { tables: [{ name: "flights" }] },
    });
  });

  test("a hidden field is not there for anybody who asks", async () => {
    const hidden = { projectId: world.project.id, domainId, query: { dimensions: [{ field: "flights.note" }] } };
    expect(await codeOf(exploreDomain(world.california.viewer, hidden))).toBe("query_refused");
    const condition = { field: "flights.note", operator: "starts_with" as const, values: ["C"] };
    const bisected = { ...hidden, query: { ...asked(), filters: [condition] } };
    expect(await codeOf(exploreDomain(world.california.viewer, bisected))).toBe("query_refused");
    expect(await codeOf(exploreRows(world.california.viewer, { ...bisected, row: {} }))).toBe("query_refused");
    expect(await codeOf(exploreDomain(world.author, bisected))).not.toBe("query_refused");
    const rows = { ...bisected, row: { carrier: "AA" } };
    expect(await codeOf(exploreRows(world.california.viewer, rows))).toBe("query_refused");
    expect(await codeOf(exploreRows(world.author, rows))).toBe("done");
    const answer = await exploreDomain(world.california.viewer, { ...hidden, query: asked() });
    expect(JSON.stringify(answer)).not.toContain(canary);
  });

  test("R09: a locked filter holds in a card and in its rows, and refuses a card that it does not reach", async () => {
    const locked = await createEmbedViewer(world, {
      tenantId: world.california.tenant.id,
      userId: world.california.viewer.userId,
      params: { carrier: "AA" },
    });
    const outcomes = [];
    for await (const outcome of runDashboard(locked, dashboardId)) outcomes.push(outcome);
    expect(outcomes[0]).toMatchObject({ result: { answer: { rows: { data: [["AA"], [1]] } } } });
    const behind = await listCardRows(locked, dashboardId, cardId, { row: {} });
    expect(behind.data[0]).toEqual(["AA"]);
    const widened = listCardRows(locked, dashboardId, cardId, { row: {}, filters: { carrier: "UA" } });
    expect(await codeOf(widened)).toBe("invalid_input");
    expect(await codeOf(exploreDomain(locked, { projectId: world.project.id, domainId, query: asked() }))).toBe(
      "forbidden",
    );
    await updateDashboard(world.admin, dashboardId, { cards: [card({ id: cardId, query: asked() })] });
    const unbound = await createEmbedViewer(world, {
      tenantId: world.california.tenant.id,
      userId: world.california.viewer.userId,
      params: { carrier: "AA" },
    });
    expect(await cardCode(unbound)).toBe("query_refused");
    expect(await codeOf(listCardRows(unbound, dashboardId, cardId, { row: {} }))).toBe("query_refused");
    await updateDashboard(world.admin, dashboardId, { cards: [card({ id: cardId })] });
  });

  test("the rows behind a value are those of the clicked group, under the viewer's own policies", async () => {
    const rows = await listCardRows(world.california.viewer, dashboardId, cardId, { row: { carrier: "UA" } });
    expect(rows.columns.map(({ name }) => name)).toEqual(["carrier", "state"]);
    expect(rows.data).toEqual([
      ["UA", "UA"],
      ["California", "California"],
    ]);
    expect(rows.fields.map(({ label }) => label)).toEqual(["Carrier", "State"]);
    expect(rows.truncated).toBe(false);
    const first = await listCardRows(world.california.viewer, dashboardId, cardId, {
      row: { carrier: "UA" },
      limit: 1,
    });
    expect(first).toMatchObject({ rowCount: 1, truncated: true, data: [["UA"], ["California"]] });
  });

  test("R08: an API key names the tenant that it asks for, and needs its scopes", async () => {
    const input = { projectId: world.project.id, domainId, query: asked() };
    const key = apiClient(world, { scopes: ["domain:read", "dashboard:read", "data:read", "tenant:read"] });
    expect(await codeOf(exploreDomain(key, input))).toBe("invalid_input");
    expect((await exploreDomain(key, { ...input, asTenantId: world.texas.tenant.id })).rowCount).toBe(2);
    expect(
      await codeOf(exploreDomain({ ...key, scopes: ["domain:read", "dashboard:read", "tenant:read"] }, input)),
    ).toBe("forbidden");
  });

  test("R07: SQL of one's own has no values of a query to take", async () => {
    const { project, connectionId } = world;
    const sql = "SELECT id FROM flights WHERE carrier = {{ query.v0 }}";
    expect(await codeOf(previewCard(world.author, { projectId: project.id, connectionId, sql }))).toBe("query_refused");
  });

  test("R25: the audit says who asked which domain and for how many rows, and holds no value", async () => {
    const filters = [{ field: "flights.carrier", operator: "equals" as const, values: ["UA"] }];
    await flushAuditQueue();
    await database.auditEvent.deleteMany({ where: { action: "query.ran" } });
    await exploreDomain(world.california.viewer, {
      projectId: world.project.id,
      domainId,
      query: { ...asked(), filters },
    });
    await flushAuditQueue();
    const [event, ...others] = await database.auditEvent.findMany({ where: { action: "query.ran" } });
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      tenantId: world.california.tenant.id,
      details: { purpose: "explore", domainId, rows: 1 },
    });
    expect(JSON.stringify(event?.details)).not.toMatch(/UA|flights|SELECT/);
  });

  test("R15: the literal that switches tenancy off is no value of a query", async () => {
    const filters = [{ field: "flights.carrier", operator: "equals" as const, values: ["{disabletenancy}"] }];
    const work = exploreDomain(world.author, { projectId: world.project.id, domainId, query: { ...asked(), filters } });
    expect(await codeOf(work)).toBe("invalid_input");
  });
});
