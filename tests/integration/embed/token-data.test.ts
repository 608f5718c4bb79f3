import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { closeEngines } from "@/lib/engines/close-engines";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createWorld, type World } from "@/tests/support/world";
import { type Layers, postgresSource, type Source } from "../tenancy/styles";
import { issued, requestToken } from "./token-fixture";

const kinds = ["rows", "schema", "database"] as const;
type Kind = (typeof kinds)[number];
/** Ids of the rows of each connection's card, or the code of its refusal. */
type Seen = Readonly<Record<Kind, unknown>>;

const refused = "query_refused";
const nothing: Seen = { rows: refused, schema: refused, database: refused };
const california: Seen = { rows: [1, 2], schema: [1, 2], database: [1, 2] };

let world: World;
let source: Source;
let dashboardId: string;
let dashboardSecret: string;
const connections = new Map<Kind | "elsewhere", string>();
const cards = new Map<string, Kind>();

beforeAll(async () => {
  world = await createWorld();
  source = await postgresSource();
  for (const kind of [...kinds, "elsewhere"] as const) connections.set(kind, await connect(kind));
  const layout = { x: 0, y: 0, width: 4, height: 4 };
  const options = {};
  const dashboard = await createDashboard(world.admin, {
    projectId: world.project.id,
    title: "Sales",
    cards: kinds.map((title) => ({
      kind: "TABLE",
      title,
      connectionId: connections.get(title) ?? "",
      sql: "SELECT id FROM sales ORDER BY id",
      options,
      layout,
    })),
  });
  for (const [index, { id }] of dashboard.cards.entries()) cards.set(id, kinds[index] ?? "rows");
  dashboardId = dashboard.id;
  await shareDashboard(world.admin, dashboardId, { scope: "ALL_TENANTS", level: "VIEWER" });
  dashboardSecret = (await readDashboardSecret(world.admin, dashboardId)).secret;
  const ownState = { state: "{{ tenant.attributes.state }}" };
  const ownKey = { tenant: "{{ tenant.key }}" };
  await addPolicy("rows", "by rows", { rules: [{ table: "sales", filter: "state IN {{ state }}" }] }, ownState);
  await addPolicy("schema", "by schema", { schemaLayer: { schemaTemplate: "{{ tenant }}" } }, ownKey);
  const ownDatabase = source.styles.find(({ name }) => name === "a database for each tenant")?.layers[0] ?? {};
  await addPolicy("database", "by database", ownDatabase, ownKey);
  const ofYear = { rules: [{ table: "sales", filter: "year = {{ year }}" }] };
  for (const kind of ["rows", "schema", "elsewhere"] as const) await addPolicy(kind, "year", ofYear);
  await addPolicy("elsewhere", "not here", ofYear);
});

afterAll(async () => {
  await closeEngines();
  await source.close();
});

async function connect(name: string): Promise<string> {
  const { id } = await createConnection(world.admin, {
    projectId: world.project.id,
    name,
    settings: source.settings,
  });
  await refreshCatalog(world.admin, id);
  await setTableExposures(world.admin, id, { exposure: "PROTECTED" });
  return id;
}

/** A policy; with parameters, assigned to all tenants too. */
async function addPolicy(on: Kind | "elsewhere", name: string, layers: Layers, parameters?: Record<string, string>) {
  const place = { projectId: world.project.id, connectionId: connections.get(on) ?? "" };
  const policy = await createPolicy(world.admin, { ...place, name, ...layers });
  if (parameters) await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
}

const seen = (fields: Record<string, unknown>) => readBy({ dashboardId, dashboardSecret, ...fields });

/** What the bearer of such a token gets from the dashboard. */
async function readBy(body: Record<string, unknown>): Promise<Seen> {
  const { accessToken } = await issued(body);
  const response = await dashboardDataResponse(
    new Request(`http://localhost:3000/api/v1/dashboards/${dashboardId}/data`, {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}` },
      body: "{}",
    }),
  );
  const lines = (await response.text()).trimEnd().split("\n");
  const entries = lines.map((line) => JSON.parse(line)).map((card) => [cards.get(card.cardId), card] as const);
  expect(entries).toHaveLength(kinds.length);
  return Object.fromEntries(entries.map(([kind, { error, data }]) => [kind, error?.code ?? data[0]])) as Seen;
}

const year = (on: Kind, value: unknown) => ({
  name: "year",
  connectionId: connections.get(on),
  params: { year: value },
});
const byRows = (state: unknown) => ({ name: "by rows", params: { state } });
const byDatabase = (tenant: unknown) => ({ name: "by database", params: { tenant } });
const bySchema = (tenant: unknown) => ({ name: "by schema", params: { tenant } });

/** What a token says, made when connections are there, and what its bearer then reads. */
type Case = readonly [title: string, fields: () => Record<string, unknown>, expected: Partial<Seen>];

describe("a token without a tenant reads what its own policies open, of real rows", () => {
  const cases: readonly Case[] = [
    ["names nothing", () => ({}), {}],
    ["has empty lists", () => ({ cls: [], rcls: [] }), {}],
    ["has rcls as an object", () => ({ rcls: byRows("California") }), { rows: [1, 2] }],
    ["has rcls as a list", () => ({ rcls: [byRows(["Texas", "Nevada"])] }), { rows: [3, 4, 5] }],
    ["has cls as an object", () => ({ cls: byDatabase("texas") }), { database: [3, 4] }],
    [
      "has cls as a list",
      () => ({ cls: [byDatabase("california"), bySchema("texas")] }),
      {
        database: [1, 2],
        schema: [3, 4],
      },
    ],
    ["has sls", () => ({ sls: "texas" }), { schema: [3, 4] }],
    [
      "has sls that its schema policy's own value agrees with",
      () => ({ sls: "texas", cls: bySchema("texas") }),
      {
        schema: [3, 4],
      },
    ],
    [
      "has sls that its schema policy's own value contradicts",
      () => ({ sls: "texas", cls: bySchema("california") }),
      {},
    ],
    ["has sls of a schema that is everybody's", () => ({ sls: "public" }), {}],
    [
      "has all three",
      () => ({ cls: byDatabase("california"), sls: "texas", rcls: byRows("Nevada") }),
      {
        database: [1, 2],
        schema: [3, 4],
        rows: [5],
      },
    ],
    ["says which connection's policy it means", () => ({ sls: "texas", rcls: year("schema", 2021) }), { schema: [4] }],
    ["has two policies of one table", () => ({ rcls: [byRows("Texas"), year("rows", 2020)] }), { rows: [3] }],
    ["names only a policy beside the one that all tenants have", () => ({ rcls: year("rows", 2020) }), {}],
  ];
  test.each(cases)("R06: it %s", async (_, fields, expected) => {
    expect(await seen(fields())).toEqual({ ...nothing, ...expected });
  });
});

describe("a token with a tenant narrows what the tenant reads, and replaces nothing", () => {
  const cases: readonly Case[] = [
    ["names nothing", () => ({}), {}],
    ["gives the assigned policy another's value", () => ({ rcls: byRows("Texas") }), { rows: [] }],
    ["gives the assigned policy more values", () => ({ rcls: byRows(["California", "Texas"]) }), {}],
    ["adds a policy", () => ({ rcls: year("rows", 2021) }), { rows: [2] }],
    [
      "adds a policy to two connections",
      () => ({ rcls: [year("rows", 2021), year("schema", 2020)] }),
      {
        rows: [2],
        schema: [1],
      },
    ],
    ["pins the tenant's own schema", () => ({ sls: "california" }), {}],
    ["pins another tenant's schema", () => ({ sls: "texas" }), { schema: refused }],
    ["pins the schema of all", () => ({ sls: "public" }), { schema: refused }],
    ["leads into the tenant's own database", () => ({ cls: byDatabase("california") }), {}],
    ["leads into another tenant's database", () => ({ cls: byDatabase("texas") }), { database: refused }],
  ];
  test.each(cases)("R06: it %s", async (_, fields, expected) => {
    const tenantId = world.california.tenant.id;
    expect(await seen({ tenantId, ...fields() })).toEqual({ ...california, ...expected });
  });
});

test("R06: a project's token narrows what its person may read, of a tenant or of the organization", async () => {
  const { secret: projectSecret } = await readProjectSecret(world.admin, world.project.id);
  const token = { type: "project", projectId: world.project.id, projectSecret };
  const endUserId = world.texas.viewer.userId;
  const texas: Seen = { rows: [3, 4], schema: [3, 4], database: [3, 4] };
  expect(await readBy({ ...token, endUserId })).toEqual(texas);
  expect(await readBy({ ...token, endUserId, rcls: year("rows", 2021) })).toEqual({ ...texas, rows: [4] });
  expect(await readBy({ ...token, endUserId, rcls: byRows(["California", "Texas"]) })).toEqual(texas);
  expect(await readBy({ ...token, endUserId, sls: "california" })).toEqual({ ...texas, schema: refused });
  const orgUserId = world.author.userId;
  const mine: Seen = { rows: [1, 2, 3, 4, 5], schema: [1, 2, 3, 4, 5], database: [1, 2, 3, 4, 5] };
  await shareDashboard(world.admin, dashboardId, { scope: "ALL_ORGANIZATION_USERS", level: "VIEWER" });
  expect(await readBy({ ...token, orgUserId })).toEqual(mine);
  expect(await readBy({ ...token, orgUserId, rcls: byRows("Nevada") })).toEqual({ ...mine, rows: [5] });
});

test.each<[string, () => Record<string, unknown>]>([
  ["cls of no such policy", () => ({ cls: { name: "nowhere" } })],
  ["rcls of no such policy, beside one that is", () => ({ rcls: [byRows("Texas"), { name: "nowhere" }] })],
  [
    "a policy of a connection that the dashboard does not use",
    () => ({ rcls: { name: "not here", params: { year: 1 } } }),
  ],
  ["a name that two connections know", () => ({ rcls: { name: "year", params: { year: 2020 } } })],
  ["a connection that has no such policy", () => ({ rcls: { ...year("database", 2020) } })],
  [
    "another connection than the dashboard's",
    () => ({
      rcls: { name: "year", connectionId: connections.get("elsewhere"), params: { year: 2020 } },
    }),
  ],
  ["null as a value", () => ({ rcls: byRows(null) })],
  ["a secret as a parameter", () => ({ cls: { name: "by database", params: { tenant: "texas", password: "x" } } })],
  ["sls as a list", () => ({ sls: ["texas"] })],
  ["sls that is no name", () => ({ sls: "texas; DROP" })],
])("R06: no token is minted for %s, with or without a tenant", async (_, fields) => {
  for (const tenant of [{}, { tenantId: world.california.tenant.id }]) {
    const { status, body } = await requestToken({ dashboardId, dashboardSecret, ...tenant, ...fields() });
    expect({ status, code: body.error?.code }).toEqual({ status: 400, code: "invalid_input" });
  }
});
