import type { Dialect } from "@/lib/sql/security-context";

export type SourceType = "int" | "text" | "date" | "timestamp";
export type SourceValue = number | string | null;
export type SourceRow = Readonly<Record<string, SourceValue>>;

/** A table of a test, in no dialect yet. `id` is its key where it has one. */
export interface SourceTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, SourceType>>;
  readonly rows: readonly SourceRow[];
}

const types: Readonly<Record<Dialect, Readonly<Record<SourceType, string>>>> = {
  postgres: { int: "integer", text: "text", date: "date", timestamp: "timestamp without time zone" },
  duckdb: { int: "INTEGER", text: "VARCHAR", date: "DATE", timestamp: "TIMESTAMP" },
  mysql: { int: "int(11)", text: "varchar(60)", date: "date", timestamp: "datetime" },
  clickhouse: {
    int: "Nullable(Int32)",
    text: "Nullable(String)",
    date: "Nullable(Date)",
    timestamp: "Nullable(DateTime)",
  },
};

/** The type of a column as its database spells it. */
export function columnType(dialect: Dialect, column: string, type: SourceType): string {
  return dialect === "clickhouse" && column === "id" ? "Int32" : types[dialect][type];
}

/** Makes and fills the tables; names behind `schema` when there is one. */
export function sourceStatements(dialect: Dialect, tables: readonly SourceTable[], schema = ""): string[] {
  const mark = dialect === "mysql" || dialect === "clickhouse" ? "`" : '"';
  const quote = (name: string) => `${mark}${name}${mark}`;
  return tables.flatMap((table) => {
    const name = `${schema ? `${quote(schema)}.` : ""}${quote(table.name)}`;
    const columns = Object.entries(table.columns);
    const engine = dialect === "clickhouse" ? " ENGINE = MergeTree ORDER BY tuple()" : "";
    const create = `CREATE TABLE ${name} (${columns.map(([column, type]) => `${quote(column)} ${columnType(dialect, column, type)}`).join(", ")})${engine}`;
    const rows = table.rows.map((row) => `(${columns.map(([column]) => literal(row[column] ?? null)).join(", ")})`);
    return rows.length > 0 ? [create, `INSERT INTO ${name} VALUES ${rows.join(", ")}`] : [create];
  });
}

function literal(value: SourceValue): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
