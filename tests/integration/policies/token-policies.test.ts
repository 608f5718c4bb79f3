import { beforeAll, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { DomainError } from "@/lib/errors";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { deletePolicy } from "@/lib/policies/delete-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { runQuery } from "@/lib/queries/run-query";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createPostgresSource } from "@/tests/support/data-sources";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let connectionId: string;
let dashboard: { id: string; secret: string };

beforeAll(async () => {
  world = await createWorld();
  const { url } = await createPostgresSource();
  const connect = async (name: string) => {
    const settings = { engine: "POSTGRES" as const, url };
    const connection = await createConnection(world.admin, { projectId: world.project.id, name, settings });
    await refreshCatalog(world.admin, connection.id);
    await setTableExposures(world.admin, connection.id, { exposure: "PROTECTED" });
    return connection.id;
  };
  connectionId = await connect("Main");
  const other = await connect("Other");
  const card = (id: string) => ({
    kind: "TABLE" as const,
    title: "Sales",
    connectionId: id,
    sql: "SELECT id FROM sales",
    options: {},
    layout: { x: 0, y: 0, width: 4, height: 4 },
  });
  const { id } = await createDashboard(world.admin, {
    projectId: world.project.id,
    title: "Sales",
    cards: [card(connectionId), card(other)],
  });
  await shareDashboard(world.admin, id, { scope: "ALL_TENANTS", level: "VIEWER" });
  dashboard = { id, ...(await readDashboardSecret(world.admin, id)) };
  await addPolicy("state", { rules: [{ table: "public.sales", filter: "state IN {{ state }}" }] });
  await addPolicy("schema", { schemaLayer: { schemaTemplate: "{{ tenant }}" } });
  await addPolicy("twin", { rules: [{ table: "sales", filter: "year = {{ year }}" }] });
  await addPolicy("twin", { rules: [{ table: "sales", filter: "year = {{ year }}" }] }, other);
});

function addPolicy(name: string, policy: Omit<PolicyInput, "projectId" | "connectionId" | "name">, on = connectionId) {
  return createPolicy(world.admin, { projectId: world.project.id, connectionId: on, name, ...policy });
}

async function viewer(fields: Record<string, unknown>) {
  const { accessToken } = await issueEmbedToken(
    issueTokenSchema.parse({ dashboardId: dashboard.id, dashboardSecret: dashboard.secret, ...fields }),
  );
  return actorFromEmbedToken(accessToken);
}

async function ids(fields: Record<string, unknown>, sql = "SELECT id FROM sales ORDER BY id") {
  const { data } = await runQuery(await viewer(fields), { connectionId, sql, purpose: "card" });
  return data[0];
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error.code;
}

describe("without a tenant", () => {
  test("R06: nothing named, or empty lists, open nothing", async () => {
    for (const fields of [{}, { rcls: [], cls: [] }]) expect(await codeOf(ids(fields))).toBe("query_refused");
  });

  test("R06: a named policy opens what it covers, for the token's own values", async () => {
    expect(await ids({ rcls: { name: "state", params: { state: ["California", "Nevada"] } } })).toEqual([1, 2, 5]);
    expect(await ids({ cls: [{ name: "state", params: { state: "Texas" } }] })).toEqual([3, 4]);
    expect(await ids({ rcls: { name: "state", params: { state: [] } } })).toEqual([]);
  });

  test("R03: sls opens the schema it pins and nothing beside it", async () => {
    expect(await ids({ sls: "texas" })).toEqual([3, 4]);
    expect(await codeOf(ids({ sls: "texas" }, "SELECT id FROM california.sales"))).toBe("query_refused");
    for (const sls of ["public", "pg_catalog", "information_schema", "nowhere"]) {
      expect(await codeOf(ids({ sls })), sls).toBe("query_refused");
    }
  });

  test("all layers at once all hold", async () => {
    const rcls = { name: "twin", connectionId, params: { year: 2021 } };
    expect(await ids({ sls: "texas", rcls })).toEqual([4]);
  });
});

describe("what a token may name", () => {
  test.each<[string, Record<string, unknown>]>([
    ["an unknown policy", { rcls: { name: "nothing" } }],
    ["a name that two connections know", { rcls: { name: "twin", params: { year: 2020 } } }],
    ["a parameter too few", { rcls: { name: "state", params: {} } }],
    ["a parameter too many", { rcls: { name: "state", params: { state: "Texas", all: true } } }],
    [
      "one parameter with two values",
      { cls: { name: "state", params: { state: "Texas" } }, rcls: { name: "state", params: { state: "California" } } },
    ],
  ])("R06: %s refuses", async (_, fields) => {
    expect(await codeOf(viewer(fields))).toBe("invalid_input");
  });

  test("R12: a token's value that looks like a placeholder is text", async () => {
    expect(await ids({ rcls: { name: "state", params: { state: "{{ tenant.key }}" } } })).toEqual([]);
  });
});

describe("with a tenant", () => {
  beforeAll(async () => {
    const policy = await addPolicy("state of tenant", {
      rules: [{ table: "public.sales", tenantColumns: { state: "place" }, excludedColumns: ["cost"] }],
    });
    const parameters = { place: "{{ tenant.attributes.state }}" };
    await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
  });

  test("the tenant's assignments apply, and R06: the token's policies narrow and never widen them", async () => {
    const tenantId = world.california.tenant.id;
    expect(await ids({ tenantId })).toEqual([1, 2]);
    expect(await ids({ tenantId, rcls: { name: "twin", connectionId, params: { year: 2021 } } })).toEqual([2]);
    expect(await ids({ tenantId, rcls: { name: "state", params: { state: ["Texas", "California"] } } })).toEqual([
      1, 2,
    ]);
    expect(await ids({ tenantId, rcls: { name: "state", params: { state: "Texas" } } })).toEqual([]);
  });

  test("R06: an all-tenants assignment that needs a tenant closes its tables to a viewer of none", async () => {
    expect(await codeOf(ids({ rcls: { name: "state", params: { state: "Texas" } } }))).toBe("query_refused");
  });

  test("R06: a policy that is deleted ends what its live tokens read", async () => {
    const policy = await addPolicy("short-lived", { rules: [{ table: "sales", filter: "year = {{ year }}" }] });
    const actor = await viewer({
      tenantId: world.california.tenant.id,
      rcls: { name: "short-lived", params: { year: 2020 } },
    });
    const read = () => runQuery(actor, { connectionId, sql: "SELECT id FROM sales", purpose: "card" });
    expect((await read()).data).toEqual([[1]]);
    await deletePolicy(world.admin, policy.id);
    expect(await codeOf(read())).toBe("query_refused");
  });
});
