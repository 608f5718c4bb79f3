import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { database } from "@/lib/database";
import { createDataset } from "@/lib/datasets/create-dataset";
import { getDataset, listDatasets } from "@/lib/datasets/dataset-queries";
import { deleteDataset } from "@/lib/datasets/delete-dataset";
import { duplicateDataset } from "@/lib/datasets/duplicate-dataset";
import { previewDataset } from "@/lib/datasets/preview-dataset";
import { updateDataset } from "@/lib/datasets/update-dataset";
import { closeEngines } from "@/lib/engines/close-engines";
import { DomainError } from "@/lib/errors";
import type { Actor, EmbedViewer } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { type QueryRequest, runQuery } from "@/lib/queries/run-query";
import { createFileSource, createPostgresSource, salesRows } from "@/tests/support/data-sources";
import {
  type ClickhouseDatabase,
  createClickhouseDatabase,
  createMariadbDatabase,
  hasClickhouse,
  hasMariadb,
  type MariadbDatabase,
} from "@/tests/support/source-servers";
import { createForeignAdmin, createWorld, type World } from "@/tests/support/world";

let world: World;
let mariadb: MariadbDatabase | undefined;
let clickhouse: ClickhouseDatabase | undefined;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(async () => {
  await closeEngines();
  await mariadb?.drop();
  await clickhouse?.drop();
});

const columns = "id int, tenant varchar(20), state varchar(20), year int, amount int, cost int";

async function mariadbSettings(): Promise<ConnectionSettingsInput> {
  mariadb = await createMariadbDatabase();
  await mariadb.admin.query(
    `USE \`${mariadb.name}\`; CREATE TABLE sales (${columns}); INSERT INTO sales VALUES ${salesRows}`,
  );
  const { host, port, user, password } = mariadb.target();
  return { engine: "MYSQL", url: `mysql://${user}:${password}@${host}:${port}/${mariadb.name}` };
}

async function clickhouseSettings(): Promise<ConnectionSettingsInput> {
  clickhouse = await createClickhouseDatabase();
  const types = "id Int32, tenant String, state String, year Int32, amount Int32, cost Int32";
  await clickhouse.admin.command({ query: `CREATE TABLE ${clickhouse.name}.sales (${types}) ENGINE = Memory` });
  await clickhouse.admin.command({ query: `INSERT INTO ${clickhouse.name}.sales VALUES ${salesRows}` });
  const { host, port, user, password } = clickhouse.target();
  return {
    engine: "CLICKHOUSE",
    url: `clickhouse://${user}:${password}@${host}:${port}/${clickhouse.name}`,
    secure: false,
  };
}

const engines: readonly [string, () => boolean, () => Promise<ConnectionSettingsInput>][] = [
  ["PostgreSQL", () => true, async () => ({ engine: "POSTGRES", url: (await createPostgresSource()).url })],
  [
    "DuckDB",
    () => true,
    async () => ({
      engine: "DUCKDB",
      tables: [{ name: "sales", format: "csv", path: `${createFileSource()}/all/sales.csv` }],
    }),
  ],
  ["MariaDB (needs mariadbd)", hasMariadb, mariadbSettings],
  ["ClickHouse (needs clickhouse-server)", hasClickhouse, clickhouseSettings],
];

async function rows(actor: Actor, connectionId: string, sql: string, more: Partial<QueryRequest> = {}) {
  const { data, rowCount } = await runQuery(actor, { connectionId, sql, purpose: "card", ...more });
  return Array.from({ length: rowCount }, (_, row) => data.map((column) => column[row]));
}

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
}

const byTenant = "SELECT id, amount FROM sales WHERE tenant = '{{ tenant.key }}'";

describe.each(engines)("custom-SQL tenancy on %s", (engine, available, settings) => {
  if (!available()) {
    test.skip("the server could not be had here", () => undefined);
    return;
  }
  let connectionId: string;
  const dataset = (name: string, sql: string, trusted = true, actor: Actor = world.admin) =>
    createDataset(actor, { projectId: world.project.id, connectionId, name, sql, trusted });

  beforeAll(async () => {
    const input = { projectId: world.project.id, name: engine, settings: await settings() };
    connectionId = (await createConnection(world.admin, input)).id;
    // Tables stay hidden, as they are found.
    await refreshCatalog(world.admin, connectionId);
    await dataset("own_sales", byTenant);
  });

  test("R02: a trusted dataset gives each tenant its own rows, and its table stays unreadable by name", async () => {
    const sql = "SELECT id FROM own_sales ORDER BY id";
    expect(await rows(world.california.viewer, connectionId, sql)).toEqual([[1], [2]]);
    expect(await rows(world.texas.powerUser, connectionId, sql)).toEqual([[3], [4]]);
    expect(await rows(world.admin, connectionId, sql, { asTenantId: world.texas.tenant.id })).toEqual([[3], [4]]);
    const refused = await refusal(rows(world.texas.viewer, connectionId, "SELECT id FROM sales"));
    expect(refused.fields?.sqlCode).toBe("sql_unknown_table");
    const inside = await refusal(rows(world.texas.viewer, connectionId, "SELECT tenant FROM own_sales"));
    expect(inside.fields?.sqlCode).toBe("sql_unknown_column");
  });

  test("it is read like a table: joined with itself, grouped, in WITH, under conditions", async () => {
    const sum =
      "SELECT count(*) AS n, sum(a.amount) AS total FROM own_sales a JOIN own_sales b ON a.id = b.id WHERE a.amount > 1000";
    expect((await rows(world.texas.viewer, connectionId, sum)).map((row) => row.map(Number))).toEqual([[1, 2000]]);
    if (!engine.startsWith("ClickHouse")) {
      const common = "WITH own_sales AS (SELECT id FROM own_sales) SELECT max(id) AS top FROM own_sales";
      expect(await rows(world.california.viewer, connectionId, common)).toEqual([[2]]);
    }
  });

  test("placeholders stand with and without single quotes", async () => {
    await dataset("bare_sales", "SELECT id FROM sales WHERE tenant = {{ current_user_tenant() }}");
    expect(await rows(world.california.viewer, connectionId, "SELECT id FROM bare_sales ORDER BY id")).toEqual([
      [1],
      [2],
    ]);
  });

  test("R02: an author's edit, anybody's copy and an unsaid trust read as the reader may, which is nothing", async () => {
    const { id, version, sql } = await dataset("edited_sales", byTenant);
    const read = (name: string) => rows(world.texas.viewer, connectionId, `SELECT id FROM ${name}`);
    expect(await read("edited_sales")).toHaveLength(2);
    const copy = await duplicateDataset(world.admin, id, { name: "copied_sales" });
    expect(copy.trusted).toBe(false);
    expect((await refusal(read("copied_sales"))).fields?.sqlCode).toBe("sql_unknown_table");
    // Described as the author, who is unrestricted, but not as the tenant that has no such value to give.
    const authored = `${sql.replace("'{{ tenant.key }}'", "'texas'")} AND 1 = 1`;
    const edited = await updateDataset(world.author, id, { version, sql: authored });
    expect([edited.trusted, edited.trustedBy]).toEqual([false, null]);
    expect((await refusal(read("edited_sales"))).fields?.sqlCode).toBe("sql_unknown_table");
    expect((await refusal(updateDataset(world.author, id, { version: 2, trusted: true }))).code).toBe("forbidden");
    const again = await updateDataset(world.admin, id, { version: 2, sql: byTenant, trusted: true });
    expect([again.trusted, again.trustedBy]).toEqual([true, world.admin.displayName]);
    expect(await read("edited_sales")).toHaveLength(2);
    const renamed = await updateDataset(world.author, id, { version: 3, description: "Sales" });
    expect(renamed.trusted).toBe(false);
    await deleteDataset(world.admin, id);
    expect((await refusal(read("edited_sales"))).fields?.sqlCode).toBe("sql_unknown_table");
  });

  test("a viewer of no tenant, and whatever a browser sends, fill nothing in", async () => {
    const nobody: EmbedViewer = {
      kind: "embed_viewer",
      organizationId: world.organizationId,
      projectId: world.project.id,
      embedSessionId: "01890000-0000-7000-8000-000000000000",
      tenantId: null,
      userId: null,
      email: null,
      displayName: "Viewer",
      role: "VIEWER",
      attributes: {},
      dashboardId: null,
      dashboardIds: [],
      allowEdit: false,
    };
    const sql = "SELECT id FROM own_sales ORDER BY id";
    await expect(rows(nobody, connectionId, sql)).rejects.toBeInstanceOf(DomainError);
    const asThemselves = await refusal(rows(world.admin, connectionId, sql));
    expect(asThemselves.fields?.sqlCode).toBe("sql_dataset_not_available");
    for (const name of ["tenant.key", "tenant"]) {
      const filters = { [name]: "california" };
      const seen = rows(world.texas.viewer, connectionId, sql, { filters }).catch((error: DomainError) => error.code);
      expect([[[3], [4]], "invalid_input"]).toContainEqual(await seen);
    }
  });

  test("R02: it cannot give one of its columns the name that its own condition is about", async () => {
    const shadowing = "SELECT id, {{ tenant.key }} AS tenant FROM sales WHERE tenant = {{ tenant.key }}";
    const name = "shadowing_sales";
    const ids = await dataset(name, shadowing).then(
      () => rows(world.california.viewer, connectionId, `SELECT id FROM ${name} ORDER BY id`),
      ({ fields }: DomainError) => fields?.sqlCode,
    );
    expect(ids).toEqual(engine.startsWith("ClickHouse") ? "sql_construct_not_allowed" : [[1], [2]]);
  });

  test("rules that narrow its tables narrow the dataset too", async () => {
    const policy = await createPolicy(world.admin, {
      projectId: world.project.id,
      connectionId,
      name: `Late ${engine}`,
      rules: [{ table: "sales", filter: "year = 2021" }],
    });
    await createAssignment(world.admin, { policyId: policy.id, kind: "TENANT", tenantId: world.texas.tenant.id });
    const sql = "SELECT id FROM own_sales ORDER BY id";
    expect(await rows(world.texas.viewer, connectionId, sql)).toEqual([[4]]);
    expect(await rows(world.california.viewer, connectionId, sql)).toEqual([[1], [2]]);
  });

  test("what its SQL reads is told to authors, and to a tenant's people neither by trace nor by refusal", async () => {
    const request = { connectionId, sql: "SELECT id FROM own_sales", purpose: "preview" } as const;
    const seen = await runQuery(world.texas.powerUser, request);
    expect(JSON.stringify(seen.trace)).not.toMatch(/"sales"|tenant\.key|dataset_[0-9a-f]/);
    const explained = await runQuery(world.admin, { ...request, asTenantId: world.texas.tenant.id });
    expect(explained.trace.tables.map(({ name }) => name)).toEqual(["own_sales"]);
    expect(explained.trace.tables[0]?.reads?.map(({ name }) => name)).toEqual(["sales"]);
    const refused = await refusal(rows(world.admin, connectionId, "SELECT id FROM own_sales"));
    expect(refused.message).not.toMatch(/\bsales\b|tenant\.key/);
  });
});

describe("what can be a dataset", () => {
  let connectionId: string;
  const input = (sql: string, trusted = true, name = "candidate") => ({
    projectId: world.project.id,
    connectionId,
    name,
    sql,
    trusted,
  });

  beforeAll(async () => {
    const settings = { engine: "POSTGRES", url: (await createPostgresSource()).url } as const;
    const connection = await createConnection(world.admin, {
      projectId: world.project.id,
      name: "Candidates",
      settings,
    });
    connectionId = connection.id;
    await refreshCatalog(world.admin, connectionId);
  });

  test.each([
    ["SELECT * FROM sales WHERE tenant = {{ tenant.key }}", /Name the columns/],
    ["SELECT id, s.* FROM sales s WHERE tenant = {{ tenant.key }}", /Name the columns/],
    ["SELECT DISTINCT ON (id) * FROM sales WHERE tenant = {{ tenant.key }}", /Name the columns/],
    ["(SELECT * FROM sales WHERE tenant = {{ tenant.key }})", /Name the columns/],
    ["TABLE sales", /Name the columns/],
    ["SELECT id FROM sales", /keeps tenants apart itself/],
    ["SELECT id FROM sales WHERE state = {{ current_user_role() }}", /keeps tenants apart itself/],
    ["SELECT id, id FROM sales WHERE tenant = {{ tenant.key }}", /name of its own/],
    ["SELECT count(*) FROM sales WHERE tenant = {{ tenant.key }} GROUP BY ROLLUP (nothing)", /does not exist/],
    ["SELECT id FROM pg_catalog.pg_class WHERE relname = {{ tenant.key }}", /does not exist/],
    ["SELECT pg_read_file('x') AS x WHERE '' = {{ tenant.key }}", /not allowed/],
    ["DELETE FROM sales WHERE tenant = {{ tenant.key }}", /./],
    ["SELECT id FROM sales WHERE tenant = {{ unheard_of }}", /./],
  ])("refused as trusted: %s", async (sql, message) => {
    const error = await refusal(createDataset(world.admin, input(sql)));
    expect(["invalid_input", "query_refused"]).toContain(error.code);
    expect(error.message).toMatch(message);
    expect(await database.dataset.count({ where: { connectionId } })).toBe(0);
  });

  test("count(*) and a star in a subquery are no stars of the dataset", async () => {
    const sql =
      "SELECT count(*) AS n, 2 * 3 AS six FROM (SELECT * FROM sales) s WHERE tenant = {{ tenant.key }} GROUP BY state";
    const dataset = await createDataset(world.admin, input(sql, true, "counted"));
    expect(dataset.columns.map(({ name }) => name)).toEqual(["n", "six"]);
    expect(await rows(world.texas.viewer, connectionId, "SELECT n, six FROM counted")).toEqual([[2, 6]]);
    await deleteDataset(world.admin, dataset.id);
  });

  test("a reader's condition that fails on hidden rows does not run before the dataset's own", async () => {
    const { id } = await createDataset(world.admin, input(byTenant, true, "fenced"));
    // Nevada's only row would divide by zero.
    const sql = "SELECT id FROM fenced WHERE 1 / (amount - 30000) > -1 ORDER BY id";
    expect(await rows(world.texas.viewer, connectionId, sql)).toEqual([[3], [4]]);
    // Computed by the dataset, it could be asked about under a name and a type that tell nothing of it.
    const computed = "SELECT id, 1 / (amount - 30000) AS share FROM sales WHERE";
    const dear = `${computed} lower(lower(lower(tenant))) = {{ tenant.key }}`;
    const shares = await createDataset(world.admin, input(dear, true, "shares"));
    const asked = "SELECT id FROM shares WHERE share IS NOT NULL ORDER BY id";
    expect(await rows(world.texas.viewer, connectionId, asked)).toEqual([[3], [4]]);
    await deleteDataset(world.admin, shares.id);
    await deleteDataset(world.admin, id);
  });

  test("only admins trust, preview as trusted, and only as a tenant", async () => {
    expect((await refusal(createDataset(world.author, input(byTenant)))).code).toBe("forbidden");
    expect((await refusal(createDataset(world.powerUser, input(byTenant, false)))).code).toBe("forbidden");
    expect((await refusal(createDataset(world.texas.powerUser, input(byTenant, false)))).code).toBe("forbidden");
    const { name: _name, ...preview } = input(byTenant);
    expect((await refusal(previewDataset(world.author, preview))).code).toBe("forbidden");
    expect((await refusal(previewDataset(world.admin, preview))).code).toBe("invalid_input");
    const seen = await previewDataset(world.admin, { ...preview, asTenantId: world.california.tenant.id });
    expect(seen.data[0]).toEqual([1, 2]);
    const direct = { connectionId, sql: byTenant, purpose: "dataset" } as const;
    for (const actor of [world.author, world.powerUser, world.texas.powerUser]) {
      expect((await refusal(runQuery(actor, direct))).code).toBe("forbidden");
    }
  });

  test("names that a table or dataset has are refused, and a foreign id looks like none", async () => {
    expect((await refusal(createDataset(world.admin, input(byTenant, true, "sales")))).code).toBe("conflict");
    expect((await refusal(createDataset(world.admin, input(byTenant, true, "Sales")))).code).toBe("invalid_input");
    const dataset = await createDataset(world.admin, input(byTenant, true, "taken"));
    expect((await refusal(createDataset(world.admin, input(byTenant, true, "taken")))).code).toBe("conflict");
    const foreign = await createForeignAdmin();
    for (const work of [
      () => getDataset(foreign, dataset.id),
      () => updateDataset(foreign, dataset.id, { version: 1, description: "mine" }),
      () => duplicateDataset(foreign, dataset.id, { name: "mine" }),
      () => deleteDataset(foreign, dataset.id),
      () => createDataset(foreign, input(byTenant, false, "mine")),
    ]) {
      expect((await refusal(work())).code).toBe("not_found");
    }
    expect((await listDatasets(foreign)).data).toEqual([]);
    expect((await listDatasets(world.author, { connectionId })).data.map(({ name }) => name)).toEqual(["taken"]);
  });

  test("an edit made from an older version is refused", async () => {
    const { data } = await listDatasets(world.admin, { connectionId });
    const { id, version } = data[0] ?? { id: "", version: 0 };
    await updateDataset(world.admin, id, { version, description: "First" });
    expect((await refusal(updateDataset(world.admin, id, { version, description: "Second" }))).code).toBe("conflict");
    expect((await getDataset(world.admin, id)).description).toBe("First");
  });
});
