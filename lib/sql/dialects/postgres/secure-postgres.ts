import { checkTree, type Locate } from "@/lib/sql/dialects/postgres/check-tree";
import { locator } from "@/lib/sql/dialects/postgres/compile-policy";
import { loadPostgresParser, parsePostgres } from "@/lib/sql/dialects/postgres/parse-postgres";
import { printPostgres } from "@/lib/sql/dialects/postgres/print";
import { flattenRowFields } from "@/lib/sql/dialects/postgres/row-fields";
import { SelectRewriter } from "@/lib/sql/dialects/postgres/secure-select";
import { cloneTree, sameTree, type TreeObject } from "@/lib/sql/dialects/postgres/tree";
import { verifySecured } from "@/lib/sql/dialects/postgres/verify";
import { checkTextLimits, checkTokenLimits, maximumSecuredBytes } from "@/lib/sql/limits";
import { type PreparedSql, preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified, tooComplex } from "@/lib/sql/refusals";
import type { PlanSketch, SecuredStatement, SecurityContext } from "@/lib/sql/security-context";
import { placeholderNames, traceSecured } from "@/lib/sql/security-trace";

/** PostgreSQL's half of `secureSql`; see there for what it guarantees. With a twin of the context, also a plan's sketch. */
export async function securePostgres(
  sql: string,
  context: SecurityContext,
  twin?: SecurityContext,
): Promise<SecuredStatement> {
  await loadPostgresParser();
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql);
  checkTokenLimits(sql, prepared.tokens);
  const locate = locator(prepared.text, prepared.position);
  const tree = parsePostgres(prepared.text, prepared.position);
  const rowFields = flattenRowFields(tree, prepared.text);
  checkTree("SelectStmt", tree, locate);
  const twinTree = twin && cloneTree(tree);
  const rewriter = new SelectRewriter(context, prepared.placeholders, locate, rowFields);
  rewriter.rewrite(tree);
  requireAllFilled(prepared, rewriter.filled);
  const text = printVerified(tree, context, rewriter.leaky);
  if (text.includes(prepared.nonce)) throw notVerified();
  const tables = rewriter.reads.map((read) => read.table);
  const trace = traceSecured(context, prepared, tables, (table) => rewriter.leaky && needsFence(table));
  return { sql: text, trace, sketch: twin && twinTree && sketchPlan(twinTree, twin, prepared, locate) };
}

/** Values decide some refusals; where a marker meets one, there is no plan and nothing else is lost. */
function sketchPlan(
  tree: TreeObject,
  twin: SecurityContext,
  prepared: PreparedSql,
  locate: Locate,
): PlanSketch | undefined {
  try {
    const rewriter = new SelectRewriter(twin, prepared.placeholders, locate);
    rewriter.rewrite(tree);
    const tables = [...new Set(rewriter.reads.map((read) => read.table))];
    return { text: printPostgres(tree), tables, placeholders: placeholderNames(prepared), fenced: rewriter.leaky };
  } catch {
    return undefined;
  }
}

/** Prints the tree, and gives the text out only when it says the same and every read in it is a guarded one. */
function printVerified(tree: TreeObject, context: SecurityContext, fenced: boolean): string {
  const text = printPostgres(tree);
  if (text.length > maximumSecuredBytes) throw tooComplex("with its policies it becomes too long");
  const again = parsePostgres(text, () => {
    throw notVerified();
  });
  if (!sameTree(tree, again)) throw notVerified();
  checkTree("SelectStmt", again, () => notVerified());
  verifySecured(again, context, fenced);
  return text;
}
