import { createHmac, randomBytes } from "node:crypto";
import { processState } from "@/lib/process-state";
import { maximumSecuredBytes } from "@/lib/sql/limits";
import { constructNotAllowed, datasetNotAvailable, notVerified, tooComplex } from "@/lib/sql/refusals";
import type { DatasetSource, SecuredSql, SecurityContext, TableAccess } from "@/lib/sql/security-context";

type Secure = (sql: string, context: SecurityContext) => Promise<SecuredSql>;

/** The own secured queries of a context's datasets by their schemas; missing for what cannot be answered. */
export type DatasetQueries = ReadonlyMap<string, SecuredSql>;

/**
 * The access to a dataset, as the guard's context lists it: a table of these columns. Its schema is a name that nobody
 * outside this process can know, so that it stands in a secured text only where the guard has put it.
 */
export function datasetAccess(
  { id, name, columns }: Pick<TableAccess, "name" | "columns"> & { readonly id: string },
  dataset: DatasetSource,
): TableAccess {
  const secret = processState("sql.dataset-schemas", () => randomBytes(32));
  const schema = `dataset_${createHmac("sha256", secret).update(id).digest("hex").slice(0, 40)}`;
  return { schema, name, columns, readable: true, filters: [], excludedColumns: [], maskedColumns: {}, dataset };
}

/**
 * Secures what stands behind each dataset that a statement may read. One that cannot be answered is no table of the
 * context any more for who may not know of it: it refuses like a name that nobody has given, columns and all (R04).
 */
export async function secureDatasets(
  context: SecurityContext,
  secure: Secure,
): Promise<{ readonly context: SecurityContext; readonly queries: DatasetQueries }> {
  const queries = new Map<string, SecuredSql>();
  for (const table of context.tables) {
    const own = table.dataset && (await secureDataset(table.dataset, context, secure));
    if (own) queries.set(table.schema, own);
  }
  const tables = context.tables.filter(({ schema, dataset }) => !dataset || dataset.told || queries.has(schema));
  return { context: tables.length < context.tables.length ? { ...context, tables } : context, queries };
}

/** Undefined whatever the reason: a dataset's text and tables are not the caller's to know. */
async function secureDataset(
  { sql, context }: DatasetSource,
  { dialect }: SecurityContext,
  secure: Secure,
): Promise<SecuredSql | undefined> {
  if (context.tables.some((inner) => inner.dataset !== undefined)) return undefined;
  return secure(sql, { ...context, dialect }).catch(() => undefined);
}

/**
 * Puts each dataset's own secured query, in parentheses, where the secured statement reads the dataset. Both were
 * printed from verified trees: what is put in is a whole query, and what it replaces is the one name inside a derived
 * table of the guard. Reads of datasets that are found in fewer or other places refuse.
 *
 * @throws SqlRefusal `sql_dataset_not_available` without a word about why
 */
export function insertDatasets(
  secured: SecuredSql,
  statement: string,
  context: SecurityContext,
  queries: DatasetQueries,
): SecuredSql {
  const datasets = context.tables.filter((table) => table.dataset !== undefined);
  if (datasets.length === 0) return secured;
  // Nobody can know these names; should they be found out, no text or value of a caller's may spell them.
  const given = statement + JSON.stringify([context.placeholders, context.tables.map(({ filters }) => filters)]);
  if (datasets.some(({ schema }) => given.includes(schema))) throw notVerified();
  let { sql } = secured;
  const read = datasets.filter(({ schema }) => secured.sql.includes(schema));
  for (const table of read) {
    const own = queries.get(table.schema);
    if (own === undefined) throw datasetNotAvailable(table.name);
    sql = replaceReads(sql, table, own.sql);
  }
  const tables = secured.trace.tables.map((table) => {
    const inside = queries.get(table.schema)?.trace.tables;
    return inside === undefined ? table : { ...table, schema: "", reads: inside };
  });
  return { sql, trace: { ...secured.trace, tables } };
}

/** Looking further would take long in a statement that reads a dataset very often. */
const around = 40;

/** `schema.name AS __p`, each name quoted or not, as the dialects' printers write it; a sampled query is no grammar. */
function replaceReads(sql: string, { schema, name }: TableAccess, query: string): string {
  const read = new RegExp(`(["\`]?)${schema}\\1\\.(["\`]?)${name}\\2(?= AS ["\`]?__p["\`]?(?![\\w$]))`, "g");
  const places = sql.split(schema).length - 1;
  if (sql.length + places * query.length > maximumSecuredBytes)
    throw tooComplex("with its datasets it becomes too long");
  let replaced = 0;
  const text = sql.replace(read, (match, _schemaQuote, _nameQuote, offset: number) => {
    const end = offset + match.length;
    const before = sql.slice(Math.max(0, offset - around), offset);
    const after = sql.slice(end, end + around);
    if (/\bONLY\s*\(?\s*$/i.test(before) || /^ AS ["`]?__p["`]?\s+(?:TABLESAMPLE|FINAL|SAMPLE)\b/i.test(after)) {
      throw constructNotAllowed(`Sampling the dataset "${name}"`, "sample inside the dataset's own query");
    }
    replaced += 1;
    return `(${query})`;
  });
  if (replaced === 0 || replaced !== places) throw notVerified();
  return text;
}
