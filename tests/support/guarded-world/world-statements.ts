import type { Dialect, RowFilter, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { maskOf, type WorldActor, type WorldMask } from "./world-actors";
import {
  type Cell,
  type ColumnType,
  canaryNumber,
  canaryText,
  takesNull,
  type WorldTable,
  worldTables,
} from "./world-tables";

const spellings: Readonly<Record<Dialect, Readonly<Record<ColumnType, string>>>> = {
  postgres: { integer: "integer", text: "text", decimal: "numeric(10,2)", date: "date", boolean: "boolean" },
  duckdb: { integer: "INTEGER", text: "VARCHAR", decimal: "DECIMAL(10,2)", date: "DATE", boolean: "BOOLEAN" },
  mysql: { integer: "int(11)", text: "varchar(60)", decimal: "decimal(10,2)", date: "date", boolean: "tinyint(1)" },
  clickhouse: { integer: "Int32", text: "String", decimal: "Decimal(10, 2)", date: "Date", boolean: "UInt8" },
};

/** In ClickHouse whether NULL is taken is part of the type. */
function typeOf(dialect: Dialect, table: WorldTable, column: string): string {
  const spelled = spellings[dialect][table.columns[column] ?? "text"];
  return dialect === "clickhouse" && takesNull(table, column) ? `Nullable(${spelled})` : spelled;
}

/** ClickHouse has no table without an engine; this one moves conditions to where it reads. */
const tableEnding: Partial<Record<Dialect, string>> = { clickhouse: " ENGINE = MergeTree ORDER BY tuple()" };

const quoted = (name: string, dialect: Dialect) => (dialect === "mysql" ? `\`${name}\`` : `"${name}"`);

function literal(dialect: Dialect, value: Cell, type: ColumnType): string {
  if (value === null) return "NULL";
  if (type === "date") return dialect === "clickhouse" ? `'${value}'` : `DATE '${value}'`;
  if (type === "boolean" && dialect === "clickhouse") return value === true ? "1" : "0";
  return type === "text" ? `'${String(value).replaceAll("'", "''")}'` : String(value);
}

function createTable(dialect: Dialect, schema: string, table: WorldTable): string[] {
  const columns = Object.entries(table.columns);
  const name = `${schema}.${quoted(table.name, dialect)}`;
  const rows = table.rows.map(
    (row) => `(${columns.map(([column, type]) => literal(dialect, row[column] ?? null, type)).join(", ")})`,
  );
  return [
    `CREATE TABLE ${name} (${columns.map(([column]) => `${quoted(column, dialect)} ${typeOf(dialect, table, column)}`).join(", ")})${tableEnding[dialect] ?? ""}`,
    ...(rows.length > 0 ? [`INSERT INTO ${name} VALUES ${rows.join(", ")}`] : []),
  ];
}

/** Texts compare by their characters everywhere: of two that count as one, which one shows is the server's choice. */
function createSchema(dialect: Dialect, schema: string): string {
  if (dialect === "mysql") return `ALTER DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
  return `CREATE ${dialect === "clickhouse" ? "DATABASE" : "SCHEMA"} IF NOT EXISTS ${schema}`;
}

/** Every tenant's rows and every column, as the engine behind the guard has them, and a table nobody may see. */
export function fullDatabase(dialect: Dialect, schema = "public"): string[] {
  return [
    createSchema(dialect, schema),
    ...worldTables.flatMap((table) => createTable(dialect, schema, table)),
    `CREATE TABLE ${schema}.payroll (id ${spellings[dialect].integer}, salary ${spellings[dialect].integer}, word ${spellings[dialect].text})${tableEnding[dialect] ?? ""}`,
    `INSERT INTO ${schema}.payroll VALUES (1, ${canaryNumber + 1}, '${canaryText}-payroll')`,
  ];
}

/** The tables with masks put in their columns' place; the rest as it is. */
function maskedTables(actor: WorldActor): readonly WorldTable[] {
  return worldTables.map((table) => {
    const masks = Object.entries(actor.views[table.name]?.masks ?? {});
    const rows = table.rows.map((row) => ({
      ...row,
      ...Object.fromEntries(masks.map(([column, mask]) => [column, mask.apply(row)])),
    }));
    const nulls = masks.filter(([column]) => rows.some((row) => row[column as keyof typeof row] === null));
    return { ...table, rows, nullable: [...table.nullable, ...nulls.map(([column]) => column)] };
  });
}

/** A database as it would be if only this actor's rows and columns existed. */
export function ownDatabase(dialect: Dialect, actor: WorldActor, schema = "public"): string[] {
  const tables = maskedTables(actor).map((table, index) => {
    const view = actor.views[table.name];
    const columns = Object.entries(table.columns).filter(([column]) => !view?.excluded.includes(column));
    const real = worldTables[index]?.rows ?? [];
    const rows = table.rows.filter((_row, at) => view?.isVisible(real[at] ?? {}) === true);
    return { name: table.name, columns: Object.fromEntries(columns), rows, nullable: table.nullable };
  });
  return [createSchema(dialect, schema), ...tables.flatMap((table) => createTable(dialect, schema, table))];
}

/**
 * PostgreSQL's own means: row-level security on the tables (masks put in), views that leave out the excluded columns and
 * keep the caller's conditions behind the policies', and a role that owns nothing.
 */
export function nativeDatabase(actor: WorldActor, role: string): string[] {
  const statements = ["CREATE SCHEMA store", `GRANT USAGE ON SCHEMA store, public TO ${role}`];
  for (const table of maskedTables(actor)) {
    const view = actor.views[table.name];
    const visible = Object.keys(table.columns).filter((column) => !view?.excluded.includes(column));
    const name = quoted(table.name, "postgres");
    statements.push(...createTable("postgres", "store", table));
    if (view?.nativePolicy !== undefined) {
      statements.push(
        `ALTER TABLE store.${name} ENABLE ROW LEVEL SECURITY`,
        `CREATE POLICY own ON store.${name} FOR SELECT TO ${role} USING (${view.nativePolicy})`,
      );
    }
    statements.push(
      `CREATE VIEW public.${name} WITH (security_barrier, security_invoker) AS SELECT ${visible.map((column) => quoted(column, "postgres")).join(", ")} FROM store.${name}`,
      `GRANT SELECT ON store.${name}, public.${name} TO ${role}`,
    );
  }
  return statements;
}

/** A filter with its names quoted as the dialect does. */
function spellFilter(dialect: Dialect, filter: RowFilter): RowFilter {
  if (dialect !== "mysql" || filter.kind === "tenant_column") return filter;
  if (filter.kind === "predicate") return { ...filter, sql: filter.sql.replaceAll('"', "`") };
  return { ...filter, of: filter.of.map((part) => spellFilter(dialect, part)) };
}

function spellMask(dialect: Dialect, mask: WorldMask): string {
  return (dialect === "mysql" || dialect === "clickhouse" ? mask[dialect] : undefined) ?? mask.sql;
}

/** The guard's context for this actor. */
export function contextOf(dialect: Dialect, actor: WorldActor, schema = "public"): SecurityContext {
  const access = (table: WorldTable): TableAccess => {
    const view = actor.views[table.name];
    if (view === undefined) throw new Error(`${actor.name} has no view of ${table.name}`);
    return {
      schema,
      name: table.name,
      columns: Object.keys(table.columns).map((name) => ({ name, type: typeOf(dialect, table, name) })),
      readable: true,
      filters: view.filters.map((filter) => spellFilter(dialect, filter)),
      excludedColumns: view.excluded,
      maskedColumns: Object.fromEntries(
        Object.entries(view.masks).map(([column, mask]) => [column, maskOf(spellMask(dialect, mask))]),
      ),
    };
  };
  const hidden = {
    schema,
    name: "payroll",
    columns: [{ name: "id", type: spellings[dialect].integer }],
    readable: false,
    filters: [],
    excludedColumns: [],
    maskedColumns: {},
  };
  return {
    dialect,
    defaultSchema: schema,
    namedSchemas: [schema],
    placeholders: {},
    tables: [...worldTables.map(access), hidden],
  };
}

/** Whether anything of the hidden rows and columns shows. */
export function holdsCanary(value: unknown): boolean {
  return /CANARY|\b919\d{4}(?:\.0+)?\b/.test(JSON.stringify(value) ?? "");
}
