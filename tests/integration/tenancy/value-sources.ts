import fs from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import { env } from "@/lib/env";
import { createClickhouseDatabase, createMariadbDatabase } from "@/tests/support/source-servers";
import { createTestDatabase, runAsAdmin } from "@/tests/support/test-database";

/** A row with a value of every type, as it was put into each source. */
export interface Fact {
  readonly id: number;
  readonly count: number | null;
  /** Beyond what a JavaScript number tells apart. */
  readonly big: bigint | null;
  readonly price: number | null;
  readonly label: string | null;
  readonly open: boolean | null;
  readonly day: string | null;
  readonly moment: string | null;
}

export const awkward = `O'Hare "North" \\ \\' -- {x} \u{1f6eb} S\u00e3o Tom\u00e9`;

const emptyRow = { count: null, big: null, price: null, label: null, open: null, day: null, moment: null };

export const facts: readonly Fact[] = [
  {
    id: 1,
    count: 5,
    big: 9007199254740993n,
    price: 10.5,
    label: "plain",
    open: true,
    day: "2024-01-31",
    moment: "2024-01-31 08:30:00",
  },
  {
    id: 2,
    count: 7,
    big: 9007199254740992n,
    price: 0.1,
    label: awkward,
    open: false,
    day: "2024-02-29",
    moment: "2024-02-29 23:59:59",
  },
  {
    id: 3,
    count: -3,
    big: -1n,
    price: 1234567.89,
    label: "",
    open: true,
    day: "1999-12-31",
    moment: "1999-12-31 00:00:00",
  },
  { id: 4, count: 0, big: 0n, price: 0, label: "5", open: false, day: "2024-03-01", moment: "2024-03-01 12:00:00" },
  {
    id: 5,
    count: 5,
    big: 1n,
    price: 10.49,
    label: "null",
    open: false,
    day: "2024-01-30",
    moment: "2024-01-31 08:30:01",
  },
  { id: 6, ...emptyRow },
];

export interface ValueSource {
  readonly settings: ConnectionSettingsInput;
  close(): Promise<void>;
}

const names = ["id", "count", "big", "price", "label", "open", "day", "moment"] as const;

/** `facts`, `notes` with the same ids and labels, and `regions` without a label. */
function statements(
  types: Readonly<Record<(typeof names)[number], string>>,
  { quote, truth = true, ending = "" }: Dialect,
): string[] {
  const literal = (value: Fact[keyof Fact]) =>
    typeof value === "string" ? quote(value) : String(typeof value === "boolean" && !truth ? Number(value) : value);
  const rowsOf = (columns: readonly (typeof names)[number][]) =>
    facts.map((fact) => `(${columns.map((name) => literal(fact[name])).join(", ")})`).join(", ");
  const table = (name: string, columns: readonly (typeof names)[number][]) => [
    `CREATE TABLE ${name} (${columns.map((column) => `${column} ${types[column]}`).join(", ")})${ending}`,
    `INSERT INTO ${name} VALUES ${rowsOf(columns)}`,
  ];
  return [...table("facts", names), ...table("notes", ["id", "label"]), ...table("regions", ["id", "count"])];
}

interface Dialect {
  readonly quote: (text: string) => string;
  /** False where the words for it are unknown to older servers. */
  readonly truth?: boolean;
  readonly ending?: string;
}

const doubled = (text: string) => `'${text.replaceAll("'", "''")}'`;
const escaped = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const standardTypes = {
  id: "int",
  count: "int",
  big: "bigint",
  price: "decimal(12, 2)",
  label: "text",
  open: "boolean",
  day: "date",
  moment: "timestamp",
};

export async function postgresValues(): Promise<ValueSource> {
  const url = await createTestDatabase();
  await runAsAdmin(statements(standardTypes, { quote: doubled }).join(";\n"), url);
  return { settings: { engine: "POSTGRES", url }, close: async () => undefined };
}

export async function parquetValues(): Promise<ValueSource> {
  const allowed = path.join(env().dataDirectory, "demo", "files");
  fs.mkdirSync(allowed, { recursive: true });
  const folder = fs.mkdtempSync(path.join(allowed, "values-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const statement of statements(standardTypes, { quote: doubled })) await connection.run(statement);
  const tables = ["facts", "notes", "regions"].map((name) => ({
    name,
    format: "parquet" as const,
    path: `${folder}/${name}.parquet`,
  }));
  for (const table of tables) await connection.run(`COPY ${table.name} TO '${table.path}'`);
  instance.closeSync();
  return {
    settings: { engine: "DUCKDB", tables },
    close: async () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

export async function mariadbValues(): Promise<ValueSource> {
  const source = await createMariadbDatabase();
  const types = {
    ...standardTypes,
    label: "varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    moment: "datetime",
  };
  for (const statement of statements(types, { quote: escaped })) await source.admin.query(statement);
  const { host, port, user, password } = source.target();
  const url = `mysql+pymysql://${user}:${password}@${host}:${port}/${source.name}`;
  return { settings: { engine: "MYSQL", url }, close: () => source.drop() };
}

export async function clickhouseValues(): Promise<ValueSource> {
  const source = await createClickhouseDatabase();
  const types = {
    id: "Int32",
    count: "Nullable(Int32)",
    big: "Nullable(Int64)",
    // Older servers compare decimals with whole numbers only.
    price: "Nullable(Float64)",
    label: "Nullable(String)",
    open: "Nullable(UInt8)",
    day: "Nullable(Date)",
    moment: "Nullable(DateTime)",
  };
  for (const query of statements(types, { quote: escaped, truth: false, ending: " ENGINE = Memory" })) {
    await source.admin.command({ query });
  }
  const { host, port, user, password } = source.target();
  const url = `clickhouse://${user}:${password}@${host}:${port}/${source.name}`;
  return { settings: { engine: "CLICKHOUSE", url, secure: false }, close: () => source.drop() };
}
