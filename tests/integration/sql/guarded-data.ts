/** Rows of two tenants; what belongs to the other one, or to a hidden column, holds a canary. */
export const canary = 9_191_919;
export const canaryText = "CANARY-SSN";

const sale = (id: number, state: string, amount: number, discount: number, day: string, region: number) =>
  `(${id}, '${state}', ${amount}, ${discount}, DATE '${day}', '${state === "TX" ? canaryText : `${canaryText}-${id}`}', ${region})`;

const sales = [
  sale(1, "CA", 10, canary, "2020-01-05", 1),
  sale(2, "CA", 20, canary, "2020-01-06", 1),
  sale(3, "NV", 5, canary, "2020-02-07", 2),
  sale(4, "NV", 500, canary, "2021-03-08", 2),
  ...Array.from({ length: 200 }, (_, n) => sale(1_000 + n, "TX", canary + n, canary, "2020-01-05", 3)),
];

/** The whole database, as the engine behind the guard has it. */
export const fullDatabase: readonly string[] = [
  "CREATE SCHEMA IF NOT EXISTS public",
  "CREATE SCHEMA shared",
  "CREATE TABLE public.sales (id integer, state text, amount bigint, discount integer, day date, ssn text, region_id integer)",
  `INSERT INTO public.sales VALUES ${sales.join(", ")}`,
  "CREATE TABLE public.regions (id integer, name text)",
  "INSERT INTO public.regions VALUES (1, 'West'), (2, 'CA'), (3, 'South')",
  'CREATE TABLE shared."Calendar" (id integer, "Label" text)',
  "INSERT INTO shared.\"Calendar\" VALUES (1, 'day')",
  "CREATE TABLE public.payroll (id integer, salary integer)",
  `INSERT INTO public.payroll VALUES (1, ${canary})`,
];

/** A database as it would be if only the tenant, and only what it may see, existed. */
export const tenantsOwnDatabase: readonly string[] = [
  ...fullDatabase,
  "DELETE FROM public.sales WHERE state NOT IN ('CA', 'NV')",
  "ALTER TABLE public.sales DROP COLUMN discount",
  "UPDATE public.sales SET ssn = '***'",
  "DROP TABLE public.payroll",
];

/** The same statements as MySQL spells them, with a database in the schema's place. */
export function inMysql(statements: readonly string[], database: string): string[] {
  return statements
    .filter((statement) => !/SCHEMA|shared/.test(statement))
    .map((statement) =>
      statement
        .replaceAll("public.", `\`${database}\`.`)
        .replaceAll(" text", " varchar(40)")
        .replace("id integer, state", "id integer PRIMARY KEY, state"),
    );
}

const clickhouseTypes = { integer: "Int32", bigint: "Int64", text: "String", date: "Date" } as const;

/** The whole database's statements as ClickHouse spells them, with a database in the schema's place. */
export function inClickhouse(database: string): string[] {
  return fullDatabase
    .filter((statement) => !/SCHEMA|shared/.test(statement))
    .map((statement) => {
      const create = statement.startsWith("CREATE TABLE");
      const typed = create
        ? statement.replace(
            /\b(integer|bigint|text|date)\b/g,
            (type) => clickhouseTypes[type as keyof typeof clickhouseTypes],
          )
        : statement.replaceAll("DATE '", "'");
      return typed.replaceAll("public.", `\`${database}\`.`) + (create ? " ENGINE = MergeTree ORDER BY id" : "");
    });
}

/** As `tenantsOwnDatabase`, which says it with statements that ClickHouse does not have. */
export function tenantsOwnClickhouse(database: string): string[] {
  const columns = "id, state, amount, day, '***' AS ssn, region_id";
  return [
    ...inClickhouse(database),
    `CREATE TABLE \`${database}\`.own ENGINE = MergeTree ORDER BY id AS SELECT ${columns} FROM \`${database}\`.sales WHERE state IN ('CA', 'NV')`,
    `DROP TABLE \`${database}\`.sales`,
    `RENAME TABLE \`${database}\`.own TO \`${database}\`.sales`,
    `DROP TABLE \`${database}\`.payroll`,
  ];
}

/** Queries whose answer depends on chance or on the clock cannot be compared. */
export function isComparable(sql: string): boolean {
  return !/tablesample|current_|localtime|now\(\)|today\(\)|\{\{/i.test(sql);
}

/** Rows without their order, which SQL leaves open. */
export function asMultiset(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** Amounts of the other tenant run from the canary to the canary + 199. */
export function holdsCanary(value: unknown): boolean {
  return /CANARY|\b919(?:19|20|21)\d\d\b/.test(JSON.stringify(value));
}
