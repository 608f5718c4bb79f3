import { hasSqlDetails, loadModule, parseSync } from "libpg-query";
import { listOf, objectOf, type TreeObject } from "@/lib/sql/dialects/postgres/tree";
import { checkTreeLimits } from "@/lib/sql/limits";
import { notVerified } from "@/lib/sql/refusals";
import { offsetOfCharacter } from "@/lib/sql/source-position";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** The parser is WebAssembly and must be loaded once before any text is parsed. */
export async function loadPostgresParser(): Promise<void> {
  await loadModule();
}

/**
 * The tree of the one SELECT that the text holds.
 *
 * @param offsetOf turns an offset in the text into a position for the author
 * @throws SqlRefusal `sql_syntax_error`, `sql_not_a_query`, `sql_too_complex`
 */
export function parsePostgres(
  text: string,
  offsetOf: (offset: number) => { line: number; column: number },
): TreeObject {
  const tree = parseText(text, offsetOf);
  checkTreeLimits(tree);
  const statements = listOf(tree.stmts);
  if (statements.length === 0) throw new SqlRefusal("sql_not_a_query", "The query is empty");
  if (statements.length > 1) throw new SqlRefusal("sql_not_a_query", "Only one statement is allowed");
  const statement = objectOf(objectOf(statements[0]).stmt);
  if (Object.keys(statement).length !== 1 || statement.SelectStmt === undefined) {
    throw new SqlRefusal("sql_not_a_query", "Only a SELECT is allowed");
  }
  return objectOf(statement.SelectStmt);
}

function parseText(text: string, offsetOf: (offset: number) => { line: number; column: number }): TreeObject {
  try {
    return parseSync(text) as unknown as TreeObject;
  } catch (error) {
    if (!hasSqlDetails(error)) throw notVerified();
    const { line, column } = offsetOf(offsetOfCharacter(text, Math.max(0, error.sqlDetails?.cursorPosition ?? 0)));
    throw new SqlRefusal("sql_syntax_error", syntaxMessage(error.message), line, column);
  }
}

/** The parser's words quote the author's text only, but may quote a placeholder's stand-in. */
function syntaxMessage(message: string): string {
  if (/bulkhead_[0-9a-f]{24}/.test(message)) return "Syntax error at a placeholder";
  return message.length > 200 ? "Syntax error" : `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}
