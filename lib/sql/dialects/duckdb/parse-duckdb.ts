import { isLosslessNumber } from "lossless-json";
import { serializeSql } from "@/lib/sql/dialects/duckdb/parse-engine";
import { listOf, normalizeTree, objectOf, type TreeObject, textOf } from "@/lib/sql/dialects/duckdb/tree";
import { checkTreeLimits } from "@/lib/sql/limits";
import { offsetOfCharacter } from "@/lib/sql/source-position";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

type PositionOf = (offset: number) => { line: number; column: number };

/**
 * The normalized tree of the one query that the text holds.
 *
 * @throws SqlRefusal `sql_syntax_error`, `sql_not_a_query`, `sql_too_complex`
 */
export async function parseDuckdb(text: string, position: PositionOf): Promise<TreeObject> {
  return singleQuery(await serializeSql(text), text, position);
}

/** The query of a serialized answer. @throws SqlRefusal as `parseDuckdb` */
export function singleQuery(answer: TreeObject, text: string, position: PositionOf): TreeObject {
  checkTreeLimits(answer);
  if (answer.error !== false) throw parseError(answer, text, position);
  const statements = listOf(answer.statements);
  if (statements.length === 0) throw new SqlRefusal("sql_not_a_query", "The query is empty");
  if (statements.length > 1) throw new SqlRefusal("sql_not_a_query", "Only one statement is allowed");
  const statement = objectOf(statements[0]);
  if (Object.keys(statement).some((key) => key !== "node" && key !== "named_param_map")) {
    throw new SqlRefusal("sql_not_a_query", "Only a SELECT is allowed");
  }
  return objectOf(normalizeTree(statement.node));
}

function parseError(answer: TreeObject, text: string, position: PositionOf): SqlRefusal {
  const message = textOf(answer.error_message);
  if (answer.error_type === "not implemented") return new SqlRefusal("sql_not_a_query", "Only a SELECT is allowed");
  if (message.includes("expression depth"))
    return new SqlRefusal("sql_too_complex", "The query is too complex: its parts are nested too deeply");
  const at = Number(isLosslessNumber(answer.position) ? answer.position.value : answer.position);
  const { line, column } = position(Number.isFinite(at) ? offsetOfCharacter(text, at) : 0);
  const shown =
    /^syntax error at or near "[^"]*"$/.test(message) && !message.includes("bulkhead_") && message.length < 200;
  return new SqlRefusal("sql_syntax_error", shown ? `S${message.slice(1)}` : "Syntax error", line, column);
}
