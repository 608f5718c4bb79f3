/** A string literal as DuckDB prints it: quotes doubled; a backslash means itself. */
export function duckdbLiteral(text: string): string {
  return text.includes("'") ? `'${text.replaceAll("'", "''")}'` : `'${text}'`;
}
