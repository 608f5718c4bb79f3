import type { Node } from "libpg-query";
import { deparseSync } from "pgsql-deparser";
import { checkTree } from "@/lib/sql/dialects/postgres/check-tree";
import { locator } from "@/lib/sql/dialects/postgres/compile-policy";
import { loadPostgresParser, parsePostgres } from "@/lib/sql/dialects/postgres/parse-postgres";
import { SelectRewriter } from "@/lib/sql/dialects/postgres/secure-select";
import { sameTree, type TreeObject } from "@/lib/sql/dialects/postgres/tree";
import { verifySecured } from "@/lib/sql/dialects/postgres/verify";
import { checkTextLimits, checkTokenLimits, maximumSecuredBytes } from "@/lib/sql/limits";
import { preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified, tooComplex } from "@/lib/sql/refusals";
import type { SecuredSql, SecurityContext } from "@/lib/sql/security-context";
import { traceSecured } from "@/lib/sql/security-trace";

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
  const tables = rewriter.reads.map((read) => read.table);
  return { sql: text, trace: traceSecured(context, prepared, tables, (table) => rewriter.leaky && needsFence(table)) };
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
