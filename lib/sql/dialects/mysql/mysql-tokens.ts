import type { SqlToken } from "@/lib/sql/sql-tokens";

const space = /[ \t\n\r\f\v]/;
const wordStart = /[A-Za-z_$\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]*/y;
const digit = /[0-9]/;
const numberPart = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[A-Za-z0-9_$\u0080-\uffff]*/y;
const operator = /<=>|->>|->|<=|>=|<>|!=|<<|>>|&&|\|\||:=/y;

/**
 * Splits text the way MySQL and MariaDB do with the session settings that every connection gets: backslash escapes in
 * strings, double quotes around strings, backticks around names, comments that do not nest, `--` a comment only before
 * white space.
 */
export function tokenizeMysql(text: string): SqlToken[] {
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
  const third = text.charAt(at + 2);
  if (char === "#" || (pair === "--" && (third === "" || third <= " "))) return lineComment(text, at);
  if (pair === "/*") return blockComment(text, at);
  if (pair === "{{") return placeholder(text, at);
  if (char === "'" || char === '"') return quoted(text, at, at, "string", char === '"' ? '"' : "");
  if (char === "`") return quoted(text, at, at, "quoted_identifier", "");
  if (wordStart.test(char)) return wordOrPrefixedString(text, at);
  const afterName = before !== undefined && before.end === at && before.kind !== "symbol" && before.kind !== "comment";
  if (digit.test(char) || (char === "." && digit.test(text.charAt(at + 1)) && !afterName))
    return { kind: "number", start: at, end: match(numberPart, text, at), closed: true };
  return { kind: "symbol", start: at, end: Math.max(at + 1, match(operator, text, at)), closed: true };
}

/** Where a pattern that starts here ends; the place itself when it does not match. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function wordOrPrefixedString(text: string, at: number): SqlToken {
  const end = match(wordPart, text, at);
  const prefix = text.substring(at, end).toLowerCase();
  if (/^[nxb]$/.test(prefix) && text.charAt(end) === "'") return quoted(text, at, end, "string", prefix);
  return { kind: "word", start: at, end, closed: true };
}

function quoted(text: string, start: number, open: number, kind: "string" | "quoted_identifier", prefix: string) {
  const quote = text.charAt(open);
  for (let i = open + 1; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === "\\" && kind === "string") i += 1;
    else if (char === quote && text.charAt(i + 1) === quote) i += 1;
    else if (char === quote) return { kind, start, end: i + 1, prefix, closed: true };
  }
  return { kind, start, end: text.length, prefix, closed: false };
}

function lineComment(text: string, at: number): SqlToken {
  const end = text.indexOf("\n", at);
  return { kind: "comment", start: at, end: end < 0 ? text.length : end, closed: true };
}

function blockComment(text: string, at: number): SqlToken {
  const close = text.indexOf("*/", at + 2);
  return { kind: "comment", start: at, end: close < 0 ? text.length : close + 2, closed: close >= 0 };
}

function placeholder(text: string, at: number): SqlToken {
  const close = text.indexOf("}}", at + 2);
  return { kind: "placeholder", start: at, end: close < 0 ? text.length : close + 2, closed: close >= 0 };
}
