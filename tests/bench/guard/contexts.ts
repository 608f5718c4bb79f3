import type { CatalogColumn, Dialect, SecurityContext, TableAccess } from "@/lib/sql/security-context";

export const tenants = ["California", "Texas", "New York", "Washington", "Florida", "O'Brien's"];

const rule = { policyId: "p1", policyName: "state", ruleId: "r1", appliesThrough: "assignment" };

/** The catalog of a connection of twelve tables, which the product keeps for all requests of one version. */
const catalogs: Readonly<Record<Dialect, Catalog>> = {
  postgres: catalog("text"),
  duckdb: catalog("VARCHAR"),
  mysql: catalog("varchar(40)"),
  clickhouse: catalog("String"),
};

type Catalog = readonly { readonly name: string; readonly columns: readonly CatalogColumn[] }[];

function catalog(textType: string): Catalog {
  return ["sales", ...Array.from({ length: 11 }, (_, n) => `t${n}`)].map((name) => ({
    name,
    columns: [
      { name: "id", type: "integer" },
      { name: "state", type: textType },
      { name: "day", type: "date" },
      { name: "amount", type: "bigint" },
      { name: "cost", type: "bigint" },
      ...Array.from({ length: 9 }, (_, n) => ({ name: `c${n}`, type: n % 2 ? textType : "integer" })),
    ],
  }));
}

/** What one request resolves for a tenant: half of the tables are under its policy. */
export function benchContext(dialect: Dialect, tenant: string, id = 1): SecurityContext {
  const state = { value: [tenant, "Nevada"], origin: `assignment to tenant ${tenant}` };
  const table = ({ name, columns }: Catalog[number], isProtected: boolean): TableAccess => ({
    schema: "bench",
    name,
    columns,
    readable: true,
    filters: isProtected ? [{ kind: "predicate", sql: "state IN {{ state }}", values: { state }, rule }] : [],
    excludedColumns: isProtected ? ["cost"] : [],
    maskedColumns: {},
  });
  return {
    dialect,
    defaultSchema: "bench",
    namedSchemas: ["bench"],
    placeholders: {
      state,
      id: { value: id, origin: "viewer" },
      "tenant.key": { value: tenant.toLowerCase(), origin: "session" },
      "user.email": { value: "a@example.com", origin: "session" },
    },
    tables: catalogs[dialect].map((entry, n) => table(entry, n % 2 === 0)),
  };
}
