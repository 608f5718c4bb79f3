/** Comments, strings and quoted names; each alternative matches wherever it begins, to the end if need be. */
const pieces =
  /--[^\n]*|\/\*.*?(?:\*\/|$)|'(?:[^'\\]|\\.?|'')*(?:'|$)|"(?:[^"\\]|\\.?|"")*(?:"|$)|`(?:[^`\\]|\\.?|``)*(?:`|$)/gs;

/** What begins comments and strings in some versions only; outside of names and strings no secured text holds any. */
const otherQuotes = /[#$]|[^\s!-~]/;

/** Table functions that read files, other servers or other databases, and dictionaries, of any version. */
const reaching =
  /^(?:file|url|remote|remotesecure|cluster|clusterallreplicas|\w+cluster|s3\w*|gcs|oss|cosn|hdfs|azure\w*|mysql|postgresql|sqlite|mongodb|redis|odbc|jdbc|ytsaurus|arrowflight|iceberg\w*|deltalake\w*|hudi\w*|paimon\w*|merge|mergetreeindex|executable|input|loop|dictionary|dictget\w*)$/;

/**
 * Whether a statement is a query that stays in its database and under the settings it is sent with. A login that is
 * limited by `readonly = 1` needs no such question; one whose profile says 2 may change settings and call every table
 * function, and not every version can take that from it. With or without a guard in front, such statements stop here.
 */
export function staysInside(sql: string): boolean {
  if (!/^[\s(]*(select|with)\b/i.test(sql)) return false;
  const words = withoutPieces(sql, () => "_").toLowerCase();
  if (/\b(?:settings|into)\b/.test(words) || otherQuotes.test(words)) return false;
  // A name in quotes is called as well.
  const calls = withoutPieces(sql, (name) => (/^\w+$/.test(name) ? name : "file")).toLowerCase();
  return [...calls.matchAll(/(\w+)\s*\(/g)].every(([, name = ""]) => !reaching.test(name));
}

function withoutPieces(sql: string, nameOf: (name: string) => string): string {
  return sql.replace(pieces, (piece) => {
    if (piece.startsWith("'")) return "''";
    return /^["`]/.test(piece) ? ` ${nameOf(piece.slice(1, -1))} ` : " ";
  });
}
