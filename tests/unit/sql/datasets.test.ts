import { describe, expect, test } from "vitest";
import { datasetAccess } from "@/lib/sql/datasets";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, SecurityContext, TableAccess } from "@/lib/sql/security-context";

const schemas: Readonly<Record<Dialect, string>> = {
  postgres: "public",
  duckdb: "main",
  mysql: "app",
  clickhouse: "default",
};

const byTenant = "SELECT id, amount FROM orders WHERE tenant = '{{ tenant.key }}'";

function contextOf(
  dialect: Dialect,
  tenant: string,
  sql = byTenant,
  told = true,
): SecurityContext & { readonly marker: string } {
  const schema = schemas[dialect];
  const text = dialect === "clickhouse" ? "String" : "text";
  const orders: TableAccess = {
    schema,
    name: "orders",
    columns: [
      { name: "id", type: "integer" },
      { name: "tenant", type: text },
      { name: "amount", type: "integer" },
    ],
    readable: true,
    filters: [],
    excludedColumns: [],
    maskedColumns: {},
  };
  const own = { defaultSchema: schema, namedSchemas: [schema] };
  const values = { "tenant.key": { value: tenant, origin: "tenant key" } };
  const columns = [
    { name: "id", type: "number" },
    { name: "amount", type: "number" },
  ];
  const source = { sql, told, context: { ...own, tables: [orders], placeholders: values } };
  const dataset = datasetAccess({ id: "018f", name: "own_orders", columns }, source);
  return { dialect, ...own, tables: [dataset], placeholders: values, marker: dataset.schema };
}

async function refusal(sql: string, context: SecurityContext): Promise<string> {
  return secureSql(sql, context).then(
    () => "accepted",
    (error: { code: string }) => error.code,
  );
}

describe.each(Object.keys(schemas) as Dialect[])("datasets in %s", (dialect) => {
  test("each read is the dataset's own query behind a fence, with this reader's values", async () => {
    const sql = "SELECT a.id FROM own_orders a JOIN own_orders b ON a.id = b.id WHERE a.amount > 1";
    for (const tenant of ["acme", "globex", "acme"]) {
      const secured = await secureSql(sql, contextOf(dialect, tenant));
      expect(secured.sql.split(`'${tenant}'`)).toHaveLength(3);
      expect(secured.sql).not.toMatch(/dataset_|\{\{/);
      expect(secured.trace.tables).toMatchObject([{ name: "own_orders", schema: "", reads: [{ name: "orders" }] }]);
    }
  });

  test("no condition on what it computes runs below its own, harmless as the condition looks", async () => {
    for (const condition of ["amount IS NOT NULL", "amount = 1", "amount IN (1, 2)", "NOT (amount IS NULL)"]) {
      const { sql } = await secureSql(`SELECT id FROM own_orders WHERE ${condition}`, contextOf(dialect, "acme"));
      expect(sql, condition).toMatch(/__p[`"]? (?:OFFSET 0|QUALIFY|LIMIT \d{19})/);
    }
  });

  test("its schema can be named by nobody, whoever finds it out", async () => {
    const context = contextOf(dialect, "acme");
    expect(await refusal(`SELECT id FROM ${context.marker}.own_orders`, context)).not.toBe("accepted");
    expect(await refusal(`SELECT '${context.marker}.own_orders AS __p' FROM own_orders`, context)).toBe(
      "sql_not_verified",
    );
    expect(await refusal(`SELECT id FROM ${schemas[dialect]}.own_orders`, context)).toBe("sql_unknown_table");
  });

  test("a value that spells the inside of a secured text refuses", async () => {
    const context = contextOf(dialect, "acme");
    const spelled = { value: `${context.marker}.own_orders AS __p`, origin: "filter" };
    const given = { ...context, placeholders: { ...context.placeholders, x: spelled } };
    expect(await refusal("SELECT id FROM own_orders WHERE '' <> {{ x }}", given)).toBe("sql_not_verified");
  });

  test("its tables and other columns do not exist for the reader", async () => {
    const context = contextOf(dialect, "acme");
    expect(await refusal("SELECT id FROM orders", context)).toBe("sql_unknown_table");
    expect(await refusal("SELECT tenant FROM own_orders", context)).toBe("sql_unknown_column");
  });

  test("what is wrong with its own query is not told", async () => {
    for (const broken of [
      "SELECT id FROM nowhere WHERE tenant = {{ tenant.key }}",
      "SELECT id FROM orders WHERE tenant = {{ absent }}",
      "DROP TABLE orders",
    ]) {
      const context = contextOf(dialect, "acme", broken);
      const error = await secureSql("SELECT id FROM own_orders", context).catch((reason: Error) => reason);
      expect(error).toMatchObject({ code: "sql_dataset_not_available" });
      expect((error as Error).message).not.toMatch(/nowhere|absent|DROP/);
    }
  });

  test("R04: for who may not know of it, a dataset that cannot be answered is a name that nobody has given", async () => {
    const broken = "SELECT id, amount FROM orders WHERE tenant = {{ absent }}";
    const words = (name: string) => [
      `SELECT id FROM ${name}`,
      `SELECT ${name}.amount FROM ${name}`,
      `SELECT secret FROM ${name}`,
      `SELECT count(*) FROM ${name} AS a JOIN ${name} AS b ON a.id = b.id`,
    ];
    const said = (sql: string, context: SecurityContext) =>
      secureSql(sql, context).then(
        () => "accepted",
        ({ code, message }: { code: string; message: string }) => `${code} ${message}`,
      );
    const hidden = contextOf(dialect, "acme", broken, false);
    const others = words("own_ordeals");
    for (const [at, sql] of words("own_orders").entries()) {
      const answer = await said(sql, hidden);
      expect(answer).toMatch(/^sql_unknown_table /);
      expect(answer.replaceAll("own_orders", "own_ordeals")).toBe(await said(others[at] ?? "", hidden));
    }
    expect(await refusal("SELECT id FROM own_orders", contextOf(dialect, "acme", byTenant, false))).toBe("accepted");
  });

  test("reading one very often refuses at once", async () => {
    const long = `SELECT id, amount FROM orders WHERE tenant = {{ tenant.key }} AND '' <> '${"x".repeat(60_000)}'`;
    const arms = Array.from({ length: 300 }, () => "SELECT id FROM own_orders").join(" UNION ALL ");
    expect(await refusal(arms, contextOf(dialect, "acme", long))).toBe("sql_too_complex");
  });

  test("a dataset of datasets refuses", async () => {
    const context = contextOf(dialect, "acme");
    const nested = datasetAccess(
      { id: "018e", name: "nested", columns: [{ name: "id", type: "number" }] },
      { sql: "SELECT id FROM own_orders", context, told: true },
    );
    expect(await refusal("SELECT id FROM nested", { ...context, tables: [nested] })).toBe("sql_dataset_not_available");
  });
});

test("sampling a dataset refuses: a query is no table", async () => {
  const context = contextOf("postgres", "acme");
  expect(await refusal("SELECT id FROM own_orders TABLESAMPLE BERNOULLI (10)", context)).toBe(
    "sql_construct_not_allowed",
  );
  expect(await refusal("SELECT id FROM ONLY own_orders", context)).toBe("sql_construct_not_allowed");
  const first = "SELECT a.id FROM own_orders a, ONLY own_orders b";
  expect(await refusal(first, context)).toBe("sql_construct_not_allowed");
});
