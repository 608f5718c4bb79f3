import { parse, toSafeNumberOrThrow } from "lossless-json";
import { z } from "zod";
import { securedDialects } from "@/lib/sql/secure-sql";
import {
  type ColumnMask,
  currentDatabase,
  type Dialect,
  type PlaceholderValues,
  type RuleReference,
  type SecurityContext,
  type TableAccess,
} from "@/lib/sql/security-context";

const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const sqlSchema = z.string().refine((text) => text.trim() !== "", "must not be empty");
const nameSchema = z.string().min(1, "must not be empty");

const tableSchema = z.strictObject({
  schema: nameSchema.optional(),
  columns: z.record(nameSchema, z.string()),
  exposure: z.enum(["shared", "protected", "hidden"]),
  filter: sqlSchema.optional(),
  excludedColumns: z.array(nameSchema).default([]),
  maskedColumns: z.record(nameSchema, sqlSchema).default({}),
});

/** One line of `npm run secure-sql`: a statement, and what one actor may read, in full. Unknown keys refuse. */
export const secureSqlInputSchema = z.strictObject({
  dialect: z.enum(securedDialects),
  sql: z.string(),
  tables: z.record(nameSchema, tableSchema),
  schema: z.strictObject({ target: nameSchema, shared: z.array(nameSchema).default([]) }).optional(),
  parameters: z.record(nameSchema, z.union([scalarSchema, z.array(scalarSchema)])).default({}),
});

export type SecureSqlInput = z.infer<typeof secureSqlInputSchema>;
type InputTable = SecureSqlInput["tables"][string];

/** Where a table without a schema stands, unless the input names a target; MySQL has no database that is everybody's. */
const ownSchemas: Readonly<Record<Dialect, string>> = {
  postgres: "public",
  duckdb: "main",
  clickhouse: "default",
  mysql: currentDatabase,
};

/** Why an input cannot be read; the message is written for whoever wrote the input. */
export class InvalidInput extends Error {}

/**
 * Reads one line of JSON. Nothing is taken for something else in silence: a number that this process cannot hold
 * exactly, a key given twice or unknown, and a key that JavaScript treats specially all refuse.
 *
 * @throws InvalidInput
 */
export function parseSecureSqlInput(line: string): SecureSqlInput {
  const found = secureSqlInputSchema.safeParse(parseJson(line));
  if (found.success) return found.data;
  const issue = found.error.issues[0];
  const path = issue?.path.map(String).join(".");
  throw new InvalidInput(`${path ? `${path}: ` : ""}${issue?.message ?? "The input is not understood"}`);
}

function parseJson(line: string): unknown {
  try {
    return parse(
      line,
      (key, value) => {
        if (key === "__proto__") throw new InvalidInput(`The name "${key}" cannot be used`);
        return value;
      },
      (digits) => toSafeNumberOrThrow(digits, { approx: true }),
    );
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (message.startsWith("Duplicate key")) return "The line holds one key twice with different values";
  if (message.startsWith("Cannot safely convert")) return "A number has too many digits: write it as a string";
  return "The line is not a JSON object";
}

/**
 * The context that the input describes. The rules are this actor's own: a protected table is read under its filter, and
 * without one it does not exist, as a hidden one does not (R01). With a target, only it and the shared schemas exist.
 *
 * @throws InvalidInput for an excluded or masked column that the table does not have
 */
export function contextOfInput(input: SecureSqlInput): SecurityContext {
  const { dialect, schema } = input;
  const defaultSchema = schema?.target ?? ownSchemas[dialect];
  const reachable = schema && new Set([schema.target, ...schema.shared]);
  const values: PlaceholderValues = Object.fromEntries(
    Object.entries(input.parameters).map(([name, value]) => [name, { value, origin: "parameters" }]),
  );
  const tables = Object.entries(input.tables).map(([name, table]) => tableAccess(name, table, defaultSchema, values));
  const readable = tables.filter((table) => table.readable && (reachable?.has(table.schema) ?? true));
  const namedSchemas = new Set([defaultSchema, ...(schema?.shared ?? []), ...readable.map((table) => table.schema)]);
  namedSchemas.delete(currentDatabase);
  return { dialect, defaultSchema, namedSchemas: [...namedSchemas], tables: readable, placeholders: values };
}

function tableAccess(name: string, table: InputTable, defaultSchema: string, values: PlaceholderValues): TableAccess {
  const rule: RuleReference = { policyId: "input", policyName: "input", ruleId: name, appliesThrough: "input" };
  const masks = Object.entries(table.maskedColumns).flatMap(([column, sql]): [string, ColumnMask][] =>
    ownColumns(name, table, column).map((own) => [own, { sql, values, rule }]),
  );
  return {
    schema: table.schema ?? defaultSchema,
    name,
    columns: Object.entries(table.columns).map(([column, type]) => ({ name: column, type })),
    readable: table.exposure === "shared" || (table.exposure === "protected" && table.filter !== undefined),
    filters: table.filter === undefined ? [] : [{ kind: "predicate", sql: table.filter, values, rule }],
    excludedColumns: table.excludedColumns.flatMap((column) => ownColumns(name, table, column)),
    maskedColumns: Object.fromEntries(masks),
  };
}

/** The table's own spellings of a column, in whatever case the rule names it: a rule that misses hides nothing. */
function ownColumns(name: string, table: InputTable, column: string): string[] {
  const found = Object.keys(table.columns).filter((own) => own.toLowerCase() === column.toLowerCase());
  if (found.length === 0) throw new InvalidInput(`tables.${name}: the table has no column "${column}"`);
  return found;
}
