/** Who may read what on one connection, fully resolved: the guard decides nothing about people, only about SQL. */

export type Dialect = "postgres" | "duckdb" | "mysql" | "clickhouse";

export type ScalarValue = string | number | boolean | null;
export type ParameterValue = ScalarValue | readonly ScalarValue[];

/** A value and where it came from (`assignment to tenant california`, `token`, `session`), for the trace. */
export interface ContextValue {
  readonly value: ParameterValue;
  readonly origin: string;
}

/**
 * Values a placeholder may stand for, by the name inside the braces: `state`, `tenant.key`,
 * `tenant.attributes.region`, `user.email`, `current_user_tenant()`. A name that is absent refuses.
 */
export type PlaceholderValues = Readonly<Record<string, ContextValue>>;

/** Which rule of which policy, for the trace and for explaining a row. */
export interface RuleReference {
  readonly policyId: string;
  readonly policyName: string;
  readonly ruleId: string;
  /** How the rule came to apply: `all tenants`, `tenant california`, `group ops`, `token`. */
  readonly appliesThrough: string;
}

/** Rows that may be seen. `all` of nothing is TRUE, `any` of nothing is FALSE. */
export type RowFilter =
  | {
      readonly kind: "predicate";
      readonly sql: string;
      readonly values: PlaceholderValues;
      readonly rule: RuleReference;
    }
  | {
      readonly kind: "tenant_column";
      readonly column: string;
      readonly value: ContextValue;
      readonly rule: RuleReference;
    }
  | { readonly kind: "all"; readonly of: readonly RowFilter[] }
  | { readonly kind: "any"; readonly of: readonly RowFilter[] };

/** A column as the catalog of the connection knows it; `type` is the engine's own spelling. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
}

/** What stands in a masked column's place: a SQL expression over the same row with its placeholder values. */
export interface ColumnMask {
  readonly sql: string;
  readonly values: PlaceholderValues;
  readonly rule: RuleReference;
}

/**
 * The schema of tables in the database that a MySQL session has selected, for who does not know its name. They are
 * printed without one, and no statement can name it. No other dialect has it.
 */
export const currentDatabase = "";

/** One physical table or view as this actor may read it. */
export interface TableAccess {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
  /** False: for this actor the table does not exist, whatever else is said here. */
  readonly readable: boolean;
  /** All of them hold for every row seen. Empty only when the policies decided that every row may be seen. */
  readonly filters: readonly RowFilter[];
  readonly excludedColumns: readonly string[];
  readonly maskedColumns: Readonly<Record<string, ColumnMask>>;
  /** Set for a query that is read by a name: `name` is what a statement calls it, `schema` is never named by anybody. */
  readonly dataset?: DatasetSource;
}

/** A saved query in a table's place, and under which context its own reads are secured. Datasets do not nest. */
export interface DatasetSource {
  readonly sql: string;
  /** Whether the reader may know that it is there although it cannot be answered for them (R04). */
  readonly told: boolean;
  readonly context: Omit<SecurityContext, "dialect">;
}

/** Everything the guard needs to know besides the SQL text. Tables not listed do not exist. */
export interface SecurityContext {
  readonly dialect: Dialect;
  /** Where unqualified table names are looked up. */
  readonly defaultSchema: string;
  /** Schemas that may be named, the default one included. System schemas refuse even when listed. */
  readonly namedSchemas: readonly string[];
  readonly tables: readonly TableAccess[];
  /** What placeholders in the caller's own SQL may stand for. */
  readonly placeholders: PlaceholderValues;
  /** The statement keeps tenants apart by itself (R02): its conditions must mean what they seem to. */
  readonly isTrusted?: boolean;
}

/** What the guard did, in a form that holds names, origins and rules, and never a value of a policy. */
export interface SecurityTrace {
  readonly defaultSchema: string;
  readonly tables: readonly TracedTable[];
  readonly placeholders: readonly { readonly name: string; readonly origin: string }[];
}

export interface TracedTable {
  readonly schema: string;
  readonly name: string;
  readonly rules: readonly RuleReference[];
  /** The filter in words of SQL with placeholders still standing, e.g. `state IN {{ state }}`. */
  readonly filters: readonly string[];
  /** Name → origin of every value that a filter or mask used. */
  readonly values: Readonly<Record<string, string>>;
  readonly excludedColumns: readonly string[];
  readonly maskedColumns: readonly string[];
  /** Whether an optimisation fence keeps the caller's conditions from running before the policy's. */
  readonly fenced: boolean;
  /** Of a dataset: what its own query reads. */
  readonly reads?: readonly TracedTable[];
}

export interface SecuredSql {
  /** Printed from the rewritten tree, one statement, no driver parameters, every table that has a schema qualified. */
  readonly sql: string;
  readonly trace: SecurityTrace;
}

/** What a dialect made of one statement; `sketch` when it was also given a twin of the context, and could print that. */
export interface SecuredStatement extends SecuredSql {
  readonly sketch?: PlanSketch;
}

/** The same statement secured under a twin context, whose values are markers: what a plan is made from. */
export interface PlanSketch {
  readonly text: string;
  readonly tables: readonly TableAccess[];
  readonly placeholders: readonly string[];
  readonly fenced: boolean;
}
