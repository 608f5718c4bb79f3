import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect, RowFilter, RuleReference, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

export const dialects: readonly Dialect[] = ["postgres", "duckdb", "mysql", "clickhouse"];
/** Those of which it is known which conditions can fail on a hidden row; on the others the fence always stands. */
export const fenceChoosingDialects: readonly Dialect[] = ["postgres", "duckdb"];

export const rule: RuleReference = {
  policyId: "p1",
  policyName: "state",
  ruleId: "r1",
  appliesThrough: "tenant california",
};

export function predicate(
  sql: string,
  values: Record<string, string | number | boolean | null | (string | number)[]> = {},
): RowFilter {
  const given = Object.entries(values).map(([name, value]) => [name, { value, origin: `assignment of ${name}` }]);
  return { kind: "predicate", sql, values: Object.fromEntries(given), rule };
}

function table(access: Partial<TableAccess> & Pick<TableAccess, "name" | "columns">): TableAccess {
  return { schema: "public", readable: true, filters: [], excludedColumns: [], maskedColumns: {}, ...access };
}

const columns = (types: Record<string, string>) => Object.entries(types).map(([name, type]) => ({ name, type }));

const textTypes: Readonly<Record<Dialect, string>> = {
  postgres: "text",
  duckdb: "VARCHAR",
  mysql: "varchar(20)",
  clickhouse: "String",
};

/** A tenant that sees its own sales without `discount`, with a masked `ssn`, and two tables whole; `payroll` is hidden. */
export function tenantContext(dialect: Dialect, change: Partial<TableAccess> = {}): SecurityContext {
  const text = textTypes[dialect];
  return {
    dialect,
    defaultSchema: "public",
    namedSchemas: ["public", "shared", "pg_catalog", "information_schema"],
    placeholders: {
      state: { value: ["CA", "NV"], origin: "token" },
      one: { value: "CA", origin: "token" },
      number: { value: 5, origin: "token" },
      flag: { value: true, origin: "token" },
      empty: { value: [], origin: "token" },
      blank: { value: "", origin: "token" },
      nothing: { value: null, origin: "token" },
      hostile: { value: "x' OR '1'='1'; --\\", origin: "token" },
      "tenant.key": { value: "california", origin: "session" },
      "current_user_tenant()": { value: "california", origin: "session" },
    },
    tables: [
      table({
        name: "sales",
        columns: columns({
          id: "integer",
          state: text,
          amount: "bigint",
          discount: "integer",
          day: "date",
          ssn: text,
          region_id: "integer",
        }),
        filters: [predicate("state IN {{ state }}", { state: ["CA", "NV"] })],
        excludedColumns: ["discount"],
        maskedColumns: { ssn: { sql: "'***'", values: {}, rule } },
        ...change,
      }),
      table({
        name: "regions",
        columns: columns({ id: "integer", name: text }),
      }),
      table({ schema: "shared", name: "Calendar", columns: columns({ id: "integer", Label: "text" }) }),
      table({ name: "payroll", readable: false, columns: columns({ id: "integer", salary: "integer" }) }),
      table({ schema: "tenant_b", name: "secrets", columns: columns({ id: "integer" }) }),
      table({ schema: "pg_catalog", name: "pg_class", columns: columns({ relname: "text" }) }),
    ],
  };
}

/** Printed text with single spaces and no backticks, so that tests say what it holds and not how it is laid out. */
export async function securedText(dialect: Dialect, sql: string, context = tenantContext(dialect)): Promise<string> {
  const { sql: text } = await secureSql(sql, context);
  return text.replaceAll("`", "").replace(/\s+/g, " ").replaceAll("( ", "(").replaceAll(" )", ")");
}

/** The refusal of a statement; fails when it is accepted. */
export async function refusalOf(dialect: Dialect, sql: string, context = tenantContext(dialect)): Promise<SqlRefusal> {
  const outcome = await secureSql(sql, context).catch((error: unknown) => error);
  if (!(outcome instanceof SqlRefusal))
    throw new Error(`Accepted or failed otherwise: ${sql} → ${JSON.stringify(outcome)}`);
  return outcome;
}
