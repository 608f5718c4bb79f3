/**
 * A string literal as PostgreSQL's printer writes it: quotes doubled, and the `E''` form where a backslash stands, so that
 * it means the same whatever `standard_conforming_strings` is.
 */
export function postgresLiteral(text: string): string {
  const quoted = text.includes("'") ? text.replaceAll("'", "''") : text;
  return text.includes("\\") ? `E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}
