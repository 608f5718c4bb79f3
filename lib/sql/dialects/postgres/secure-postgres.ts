import type { Node } from "@pgsql/types";
import { deparseSync } from "pgsql-deparser";
import { checkTree } from "@/lib/sql/dialects/postgres/check-tree";
import { locator } from "@/lib/sql/dialects/postgres/compile-policy";
import { loadPostgresParser, parsePostgres } from "@/lib/sql/dialects/postgres/parse-postgres";
import { needsFence, SelectRewriter } from "@/lib/sql/dialects/postgres/secure-select";
import { sameTree, type TreeObject } from "@/lib/sql/dialects/postgres/tree";
import { verifySecured } from "@/lib/sql/dialects/postgres/verify";
import { checkTextLimits, checkTokenLimits, maximumBytes } from "@/lib/sql/limits";
import { type PreparedSql, preparePlaceholders } from "@/lib/sql/placeholders";
import { misplacedPlaceholder, notVerified, tooComplex } from "@/lib/sql/refusals";
import type { SecuredSql, SecurityContext } from "@/lib/sql/security-context";
import { traceTable } from "@/lib/sql/security-trace";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** A secured text may be longer than the caller's by what the policies add, but not without end. */
const maximumSecuredBytes = 16 * maximumBytes;

/** PostgreSQL's half of `secureSql`; see there for what it guarantees. */
export async function securePostgres(sql: string, context: SecurityContext): Promise<SecuredSql> {
  await loadPostgresParser();
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql);
  checkTokenLimits(sql, prepared.tokens);
  const locate = locator(prepared.text, prepared.position);
  const tree = parsePostgres(prepared.text, prepared.position);
  checkTree("SelectStmt", tree, locate);
  const rewriter = new SelectRewriter(context, prepared.placeholders, locate);
  rewriter.rewrite(tree);
  requireAllFilled(prepared, rewriter.filled);
  const text = printVerified(tree, context, rewriter.leaky);
  if (text.includes(prepared.nonce)) throw notVerified();
  return { sql: text, trace: traceOf(context, prepared, rewriter) };
}

function requireAllFilled(prepared: PreparedSql, filled: ReadonlySet<string>): void {
  for (const placeholder of prepared.placeholders.values()) {
    if (filled.has(placeholder.standIn)) continue;
    const { code, message } = misplacedPlaceholder(placeholder.name, "it must be a whole expression");
    const { line, column } = prepared.position(placeholder.offset);
    throw new SqlRefusal(code, message, line, column);
  }
}

/** Prints the tree, and gives the text out only when it says the same and every read in it is a guarded one. */
function printVerified(tree: TreeObject, context: SecurityContext, fenced: boolean): string {
  const text = deparseSync({ SelectStmt: tree } as unknown as Node, { pretty: false });
  if (text.length > maximumSecuredBytes) throw tooComplex("with its policies it becomes too long");
  const again = parsePostgres(text, () => {
    throw notVerified();
  });
  if (!sameTree(tree, again)) throw notVerified();
  checkTree("SelectStmt", again, () => notVerified());
  verifySecured(again, context, fenced);
  return text;
}

function traceOf(context: SecurityContext, prepared: PreparedSql, rewriter: SelectRewriter): SecuredSql["trace"] {
  const tables = new Set(rewriter.reads.map((read) => read.table));
  const names = new Set([...prepared.placeholders.values()].map((placeholder) => placeholder.name));
  return {
    defaultSchema: context.defaultSchema,
    tables: [...tables].map((table) => traceTable(table, rewriter.leaky && needsFence(table))),
    placeholders: [...names].map((name) => ({ name, origin: context.placeholders[name]?.origin ?? "" })),
  };
}
