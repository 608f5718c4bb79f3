import type { ColumnMask, PlaceholderValues, RowFilter, RuleReference } from "@/lib/sql/security-context";
import type { WorldRow } from "./world-tables";

/**
 * What one actor may see of one table, said three times over by hand: as the guard's policies, as the condition of
 * `CREATE POLICY`, and as a function that makes the database which holds nothing else.
 */
export interface TableView {
  readonly filters: readonly RowFilter[];
  /** For the server's own row-level security; undefined where every row may be seen. */
  readonly nativePolicy: string | undefined;
  readonly isVisible: (row: WorldRow) => boolean;
  readonly excluded: readonly string[];
  readonly masks: Readonly<Record<string, WorldMask>>;
}

export interface WorldMask {
  readonly sql: string;
  /** For MySQL, where it says it in another way, or gives texts that compare otherwise than the column's. */
  readonly mysql?: string;
  /** For ClickHouse, where a constant may have another type than the column. */
  readonly clickhouse?: string;
  readonly apply: (row: WorldRow) => string | null;
}

export interface WorldActor {
  readonly name: string;
  readonly views: Readonly<Record<string, TableView>>;
}

const rule: RuleReference = { policyId: "p1", policyName: "rows", ruleId: "r1", appliesThrough: "tenant alpha" };

export function maskOf(sql: string): ColumnMask {
  return { sql, values: {}, rule };
}

type Given = Record<string, string | number | readonly string[]>;

function predicate(sql: string, given: Given): RowFilter {
  const values: PlaceholderValues = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, { value, origin: `assignment of ${name}` }]),
  );
  return { kind: "predicate", sql, values, rule };
}

const tenantColumn = (column: string, value: string): RowFilter => ({
  kind: "tenant_column",
  column,
  value: { value, origin: "session" },
  rule,
});

const everything: TableView = {
  filters: [],
  nativePolicy: undefined,
  isVisible: () => true,
  excluded: [],
  masks: {},
};

/** One value per policy, constant masks. */
const alpha: WorldActor = {
  name: "alpha",
  views: {
    orders: {
      filters: [tenantColumn("tenant", "alpha")],
      nativePolicy: "tenant = 'alpha'",
      isVisible: (row) => row.tenant === "alpha",
      excluded: ["note", "margin"],
      masks: {},
    },
    customers: {
      filters: [predicate("tenant = {{ tenant }}", { tenant: "alpha" })],
      nativePolicy: "tenant = 'alpha'",
      isVisible: (row) => row.tenant === "alpha",
      excluded: ["credit"],
      masks: {
        name: { sql: "'***'", mysql: "'***' COLLATE utf8mb4_bin", apply: () => "***" },
        email: { sql: "'hidden'", mysql: "'hidden' COLLATE utf8mb4_bin", apply: () => "hidden" },
      },
    },
    products: everything,
    group: {
      filters: [tenantColumn("tenant", "alpha"), predicate("weight < {{ most }}", { most: 8 })],
      nativePolicy: "tenant = 'alpha' AND weight < 8",
      isVisible: (row) => row.tenant === "alpha" && typeof row.weight === "number" && row.weight < 8,
      excluded: ["secret"],
      masks: {},
    },
    "Line Items": {
      filters: [tenantColumn("tenant", "alpha")],
      nativePolicy: "tenant = 'alpha'",
      isVisible: (row) => row.tenant === "alpha",
      excluded: ["tenant", "cost"],
      masks: {},
    },
  },
};

const many = ["beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"];

/** Several values per policy, an OR of complete predicates, masks that compute. */
const beta: WorldActor = {
  name: "beta",
  views: {
    orders: {
      filters: [
        {
          kind: "any",
          of: [
            predicate("tenant IN {{ tenants }} AND region IN {{ regions }}", {
              tenants: ["beta", "alpha"],
              regions: ["north", "east"],
            }),
            predicate('tenant = {{ tenant }} AND "Priority" > {{ least }}', { tenant: "gamma", least: 1 }),
          ],
        },
      ],
      nativePolicy:
        "(tenant IN ('alpha', 'beta') AND region IN ('north', 'east')) OR (tenant = 'gamma' AND \"Priority\" > 1)",
      isVisible: (row) =>
        (["alpha", "beta"].includes(String(row.tenant)) && ["north", "east"].includes(String(row.region))) ||
        (row.tenant === "gamma" && Number(row.Priority) > 1),
      excluded: ["note"],
      masks: { margin: { sql: "0", clickhouse: "toInt32(0)", apply: () => "0" } },
    },
    customers: {
      filters: [predicate("tenant IN {{ tenants }}", { tenants: many })],
      nativePolicy: "tenant = ANY (ARRAY['beta', 'gamma'])",
      isVisible: (row) => row.tenant === "beta" || row.tenant === "gamma",
      excluded: ["credit"],
      masks: {
        name: {
          sql: "'customer ' || CAST(id AS varchar(9))",
          mysql: "concat('customer ', CAST(id AS char(9))) COLLATE utf8mb4_bin",
          clickhouse: "concat('customer ', toString(id))",
          apply: (row) => `customer ${row.id}`,
        },
        email: { sql: "upper(substring(tenant, 1, 2))", apply: (row) => String(row.tenant).slice(0, 2).toUpperCase() },
      },
    },
    products: everything,
    group: {
      filters: [predicate("NOT (tenant <> {{ tenant }})", { tenant: "beta" })],
      nativePolicy: "tenant = 'beta'",
      isVisible: (row) => row.tenant === "beta",
      excluded: ["tenant"],
      masks: { secret: { sql: "NULL", clickhouse: "nullIf('', '')", apply: () => null } },
    },
    "Line Items": {
      filters: [predicate("tenant IN {{ tenants }}", { tenants: ["beta", "gamma", "alpha"] })],
      nativePolicy: "tenant <> 'omega'",
      isVisible: (row) => row.tenant !== "omega",
      excluded: ["cost"],
      masks: {},
    },
  },
};

export const worldActors: readonly WorldActor[] = [alpha, beta];
