const quoted = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`/gs;

/**
 * Whether a statement is a query that sends its rows back, told by its words outside of quotes. A read-only transaction
 * refuses writing, but neither `SET GLOBAL` nor `SELECT … INTO OUTFILE`; with or without a guard in front, those stop
 * here. Reads quotes as the session settings have the server read them.
 */
export function isReadStatement(sql: string): boolean {
  if (!/^[\s(]*(select|with|values|table)\b/i.test(sql)) return false;
  return !/\binto\b/i.test(sql.replace(quoted, "''"));
}
