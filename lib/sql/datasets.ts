import { createHmac, randomBytes } from "node:crypto";
import { processState } from "@/lib/process-state";
import { maximumSecuredBytes } from "@/lib/sql/limits";
import { constructNotAllowed, datasetNotAvailable, notVerified, tooComplex } from "@/lib/sql/refusals";
import type { DatasetSource, SecuredSql, SecurityContext, TableAccess, TracedTable } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

type Secure = (sql: string, context: SecurityContext) => Promise<SecuredSql>;

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
 * Puts each dataset's own secured query, in parentheses, where the secured statement reads the dataset. Both were
 * printed from verified trees: what is put in is a whole query, and what it replaces is the one name inside a derived
 * table of the guard. Reads of datasets that are found in fewer or other places refuse.
 *
 * @throws SqlRefusal what is wrong with a dataset's query only as `sql_dataset_not_available`, because its text and
 * tables are not the caller's to know
 */
export async function insertDatasets(
  secured: SecuredSql,
  statement: string,
  context: SecurityContext,
  secure: Secure,
): Promise<SecuredSql> {
  const datasets = context.tables.filter((table) => table.dataset !== undefined);
  if (datasets.length === 0) return secured;
  // Nobody can know these names; should they be found out, no text or value of a caller's may spell them.
  const given = statement + JSON.stringify([context.placeholders, context.tables.map(({ filters }) => filters)]);
  if (datasets.some(({ schema }) => given.includes(schema))) throw notVerified();
  let { sql } = secured;
  const reads = new Map<string, readonly TracedTable[]>();
  for (const table of datasets.filter(({ schema }) => secured.sql.includes(schema))) {
    const own = await secureDataset(table, context, secure);
    sql = replaceReads(sql, table, own.sql);
    reads.set(table.schema, own.trace.tables);
  }
  if (sql.length > maximumSecuredBytes) throw tooComplex("with its datasets it becomes too long");
  const tables = secured.trace.tables.map((table) => {
    const inside = reads.get(table.schema);
    return inside === undefined ? table : { ...table, schema: "", reads: inside };
  });
  return { sql, trace: { ...secured.trace, tables } };
}

async function secureDataset(table: TableAccess, { dialect }: SecurityContext, secure: Secure): Promise<SecuredSql> {
  const { dataset } = table;
  if (dataset === undefined || dataset.context.tables.some((inner) => inner.dataset !== undefined)) throw notVerified();
  try {
    return await secure(dataset.sql, { ...dataset.context, dialect });
  } catch (error) {
    throw error instanceof SqlRefusal ? datasetNotAvailable(table.name) : error;
  }
}

/** `schema.name AS __p`, each name quoted or not, as the dialects' printers write it; a sampled query is no grammar. */
function replaceReads(sql: string, { schema, name }: TableAccess, query: string): string {
  const read = new RegExp(`(["\`]?)${schema}\\1\\.(["\`]?)${name}\\2(?= AS ["\`]?__p["\`]?(?![\\w$]))`, "g");
  const places = sql.split(schema).length - 1;
  let replaced = 0;
  const text = sql.replace(read, (match, _schemaQuote, _nameQuote, offset: number) => {
    const before = sql.slice(0, offset);
    const after = sql.slice(offset + match.length);
    if (/\bONLY\s*\(?\s*$/i.test(before) || /^ AS ["`]?__p["`]?\s+(?:TABLESAMPLE|FINAL|SAMPLE)\b/i.test(after)) {
      throw constructNotAllowed(`Sampling the dataset "${name}"`, "sample inside the dataset's own query");
    }
    replaced += 1;
    return `(${query})`;
  });
  if (replaced === 0 || replaced !== places) throw notVerified();
  return text;
}
