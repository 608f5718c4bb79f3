import type { SqlToken } from "@/lib/sql/sql-tokens";

const space = /[ \t\n\r\f\v]/;
const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[A-Za-z0-9_]*/y;
const operator = /->|<=|>=|<>|!=|==|\|\||::/y;

/**
 * Splits text the way ClickHouse does: backslash escapes in all three kinds of quotes, double quotes and backticks
 * around names, `--` always a comment, comments that do not nest, names of plain letters.
 */
export function tokenizeClickhouse(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < text.length; ) {
    if (space.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = readToken(text, at, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(text: string, at: number, before: SqlToken | undefined): SqlToken {
  const char = text.charAt(at);
  const pair = text.substring(at, at + 2);
  if (pair === "--") return until(text, at, "comment", text.indexOf("\n", at), 0, true);
  if (pair === "/*") return until(text, at, "comment", text.indexOf("*/", at + 2), 2, false);
  if (pair === "{{") return until(text, at, "placeholder", text.indexOf("}}", at + 2), 2, false);
  if (char === "'") return quoted(text, at, "string");
  if (char === "`" || char === '"') return quoted(text, at, "quoted_identifier");
  const letters = lengthOf(word, text, at);
  if (letters > 0) return { kind: "word", start: at, end: at + letters, closed: true };
  const afterName = before !== undefined && before.end === at && before.kind !== "symbol" && before.kind !== "comment";
  const digits = char === "." && afterName ? 0 : lengthOf(number, text, at);
  if (digits > 0) return { kind: "number", start: at, end: at + digits, closed: true };
  return { kind: "symbol", start: at, end: at + Math.max(1, lengthOf(operator, text, at)), closed: true };
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function until(
  text: string,
  start: number,
  kind: SqlToken["kind"],
  found: number,
  length: number,
  open: boolean,
): SqlToken {
  return { kind, start, end: found < 0 ? text.length : found + length, closed: open || found >= 0 };
}

function quoted(text: string, start: number, kind: "string" | "quoted_identifier"): SqlToken {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\") at += 1;
    else if (char === quote && text.charAt(at + 1) === quote) at += 1;
    else if (char === quote) return { kind, start, end: at + 1, prefix: "", closed: true };
  }
  return { kind, start, end: text.length, prefix: "", closed: false };
}
