import { checkQuery } from "@/lib/sql/dialects/duckdb/check-tree";
import { loadTemplates, locator, type PolicyTemplates } from "@/lib/sql/dialects/duckdb/compile-policy";
import { parseDuckdb, singleQuery } from "@/lib/sql/dialects/duckdb/parse-duckdb";
import { type PrintedTree, printTree } from "@/lib/sql/dialects/duckdb/parse-engine";
import { quoteStars } from "@/lib/sql/dialects/duckdb/quote-stars";
import { SelectRewriter } from "@/lib/sql/dialects/duckdb/secure-select";
import { spellMethods } from "@/lib/sql/dialects/duckdb/spell-methods";
import { cloneTree, sameTree, type TreeObject } from "@/lib/sql/dialects/duckdb/tree";
import { verifySecured } from "@/lib/sql/dialects/duckdb/verify";
import { checkTextLimits, checkTokenLimits, maximumSecuredBytes } from "@/lib/sql/limits";
import { preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified, tooComplex } from "@/lib/sql/refusals";
import type { PlanSketch, SecuredStatement, SecurityContext } from "@/lib/sql/security-context";
import { placeholderNames, traceSecured } from "@/lib/sql/security-trace";

/** DuckDB's half of `secureSql`; see there for what it guarantees. With a twin of the context, also a plan's sketch. */
export async function secureDuckdb(
  sql: string,
  context: SecurityContext,
  twin?: SecurityContext,
): Promise<SecuredStatement> {
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql);
  checkTokenLimits(sql, prepared.tokens);
  const locate = locator(prepared.text, prepared.position);
  const tree = await parseDuckdb(prepared.text, prepared.position);
  spellMethods(tree, prepared.text);
  checkQuery(tree, locate);
  const templates = await loadTemplates(context);
  const twinTree = twin && cloneTree(tree);
  const rewriter = new SelectRewriter(context, templates, prepared.placeholders, locate);
  rewriter.rewrite(tree);
  requireAllFilled(prepared, rewriter.filled);
  const twinRewriter = twin && new SelectRewriter(twin, templates, prepared.placeholders, locate);
  const printed = await printTrees(tree, twinTree && twinRewriter && rewritten(twinRewriter, twinTree));
  verifyPrinted(printed, tree, context, templates, rewriter.leaky);
  if (printed.text.includes(prepared.nonce)) throw notVerified();
  const tables = rewriter.reads.map((read) => read.table);
  const trace = traceSecured(context, prepared, tables, (table) => rewriter.leaky && needsFence(table));
  const sketch: PlanSketch | undefined =
    twinRewriter === undefined || printed.twin === undefined
      ? undefined
      : {
          text: printed.twin,
          tables: [...new Set(twinRewriter.reads.map((read) => read.table))],
          placeholders: placeholderNames(prepared),
          fenced: twinRewriter.leaky,
        };
  return { sql: printed.text, trace, sketch };
}

/** Values decide some refusals; where a marker meets one, there is no plan and nothing else is lost. */
function rewritten(rewriter: SelectRewriter, tree: TreeObject): TreeObject | undefined {
  try {
    rewriter.rewrite(tree);
    return tree;
  } catch {
    return undefined;
  }
}

async function printTrees(tree: TreeObject, twin: TreeObject | undefined): Promise<PrintedTree> {
  const quoted = quoteStars(tree);
  if (twin === undefined) return printTree(quoted);
  return printTree(quoted, quoteStars(twin)).catch(() => printTree(quoted));
}

/** Lets a text out only when it says the same as its tree and every read in it is a guarded one. */
function verifyPrinted(
  { text, again: answer }: PrintedTree,
  tree: TreeObject,
  context: SecurityContext,
  templates: PolicyTemplates,
  fenced: boolean,
): void {
  if (text.length > maximumSecuredBytes) throw tooComplex("with its policies it becomes too long");
  const refuse = () => notVerified();
  const again = singleQuery(answer, text, () => {
    throw notVerified();
  });
  if (!sameTree(tree, again)) throw notVerified();
  checkQuery(again, refuse);
  verifySecured(again, context, templates, fenced);
}
