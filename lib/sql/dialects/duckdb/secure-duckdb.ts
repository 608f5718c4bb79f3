import { checkQuery } from "@/lib/sql/dialects/duckdb/check-tree";
import { loadTemplates, locator, type PolicyTemplates } from "@/lib/sql/dialects/duckdb/compile-policy";
import { parseDuckdb, singleQuery } from "@/lib/sql/dialects/duckdb/parse-duckdb";
import { printTree } from "@/lib/sql/dialects/duckdb/parse-engine";
import { quoteStars } from "@/lib/sql/dialects/duckdb/quote-stars";
import { SelectRewriter } from "@/lib/sql/dialects/duckdb/secure-select";
import { sameTree, type TreeObject } from "@/lib/sql/dialects/duckdb/tree";
import { verifySecured } from "@/lib/sql/dialects/duckdb/verify";
import { checkTextLimits, checkTokenLimits, maximumSecuredBytes } from "@/lib/sql/limits";
import { preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified, tooComplex } from "@/lib/sql/refusals";
import type { SecuredSql, SecurityContext } from "@/lib/sql/security-context";
import { traceSecured } from "@/lib/sql/security-trace";

/** DuckDB's half of `secureSql`; see there for what it guarantees. */
export async function secureDuckdb(sql: string, context: SecurityContext): Promise<SecuredSql> {
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql);
  checkTokenLimits(sql, prepared.tokens);
  const locate = locator(prepared.text, prepared.position);
  const tree = await parseDuckdb(prepared.text, prepared.position);
  checkQuery(tree, locate);
  const templates = await loadTemplates(context);
  const rewriter = new SelectRewriter(context, templates, prepared.placeholders, locate);
  rewriter.rewrite(tree);
  requireAllFilled(prepared, rewriter.filled);
  const text = await printVerified(tree, context, templates, rewriter.leaky);
  if (text.includes(prepared.nonce)) throw notVerified();
  const tables = rewriter.reads.map((read) => read.table);
  return { sql: text, trace: traceSecured(context, prepared, tables, (table) => rewriter.leaky && needsFence(table)) };
}

/** Prints the tree, and gives the text out only when it says the same and every read in it is a guarded one. */
async function printVerified(
  tree: TreeObject,
  context: SecurityContext,
  templates: PolicyTemplates,
  fenced: boolean,
): Promise<string> {
  const { text, again: answer } = await printTree(quoteStars(tree));
  if (text.length > maximumSecuredBytes) throw tooComplex("with its policies it becomes too long");
  const refuse = () => notVerified();
  const again = singleQuery(answer, text, () => {
    throw notVerified();
  });
  if (!sameTree(tree, again)) throw notVerified();
  checkQuery(again, refuse);
  verifySecured(again, context, templates, fenced);
  return text;
}
