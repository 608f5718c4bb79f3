/** A lexical piece of SQL text; white space is left out. `end` is exclusive, both count UTF-16 units. */
export interface SqlToken {
  readonly kind:
    | "word"
    | "number"
    | "string"
    | "quoted_identifier"
    | "dollar_string"
    | "comment"
    | "placeholder"
    | "symbol";
  readonly start: number;
  readonly end: number;
  /** Letters glued to the opening quote of a string (`E`, `B`, `X`, `N`, `U&`), in lower case. */
  readonly prefix?: string;
  /** False when the text ends before the piece does. */
  readonly closed: boolean;
}

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]/;
const digit = /[0-9]/;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const stringPrefix = /^(?:e|b|x|n|u&)$/i;

/**
 * Splits SQL text the way PostgreSQL and DuckDB do: doubled quotes, `E''` escapes, nested comments, dollar quotes.
 * The guard decides nothing from this alone; it finds placeholders and bounds the work of the real parser, and a
 * disagreement with that parser ends in a refusal, because a placeholder's stand-in must turn up in the tree.
 */
export function tokenizeSql(text: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < text.length) {
    const token = readToken(text, at);
    if (token === undefined) {
      at += 1;
      continue;
    }
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(text: string, at: number): SqlToken | undefined {
  const char = text.charAt(at);
  const pair = text.substring(at, at + 2);
  if (/\s/.test(char)) return undefined;
  if (pair === "--") return lineComment(text, at);
  if (pair === "/*") return blockComment(text, at);
  if (pair === "{{") return placeholder(text, at);
  if (char === "'") return quoted(text, at, at, "string", "");
  if (char === '"') return quoted(text, at, at, "quoted_identifier", "");
  if (char === "$") return dollarString(text, at);
  if (wordStart.test(char)) return wordOrPrefixedString(text, at);
  if (digit.test(char)) return { kind: "number", start: at, end: scan(text, at, wordPart, "."), closed: true };
  return { kind: "symbol", start: at, end: at + 1, closed: true };
}

function scan(text: string, from: number, part: RegExp, also = ""): number {
  let end = from;
  while (end < text.length && (part.test(text.charAt(end)) || also.includes(text.charAt(end)))) end += 1;
  return end;
}

function wordOrPrefixedString(text: string, at: number): SqlToken {
  let end = scan(text, at, wordPart);
  let word = text.substring(at, end);
  if (/^u$/i.test(word) && text.charAt(end) === "&" && /['"]/.test(text.charAt(end + 1))) {
    word += "&";
    end += 1;
  }
  const quote = text.charAt(end);
  if (quote === "'" && stringPrefix.test(word)) return quoted(text, at, end, "string", word.toLowerCase());
  if (quote === '"' && word.endsWith("&")) return quoted(text, at, end, "quoted_identifier", word.toLowerCase());
  return { kind: "word", start: at, end, closed: true };
}

function quoted(
  text: string,
  start: number,
  open: number,
  kind: "string" | "quoted_identifier",
  prefix: string,
): SqlToken {
  const quote = text.charAt(open);
  for (let i = open + 1; i < text.length; i += 1) {
    if (prefix === "e" && text.charAt(i) === "\\") i += 1;
    else if (text.charAt(i) === quote && text.charAt(i + 1) === quote) i += 1;
    else if (text.charAt(i) === quote) return { kind, start, end: i + 1, prefix, closed: true };
  }
  return { kind, start, end: text.length, prefix, closed: false };
}

function lineComment(text: string, at: number): SqlToken {
  const end = /[\r\n]/g;
  end.lastIndex = at;
  const match = end.exec(text);
  return { kind: "comment", start: at, end: match?.index ?? text.length, closed: true };
}

function blockComment(text: string, at: number): SqlToken {
  let depth = 0;
  for (let i = at; i < text.length - 1; i += 1) {
    const pair = text.substring(i, i + 2);
    if (pair === "/*") depth += 1;
    else if (pair === "*/") depth -= 1;
    else continue;
    i += 1;
    if (depth === 0) return { kind: "comment", start: at, end: i + 1, closed: true };
  }
  return { kind: "comment", start: at, end: text.length, closed: false };
}

function dollarString(text: string, at: number): SqlToken {
  dollarTag.lastIndex = at;
  const tag = dollarTag.exec(text)?.[0];
  if (tag === undefined) return { kind: "symbol", start: at, end: at + 1, closed: true };
  const close = text.indexOf(tag, at + tag.length);
  const closed = close >= 0;
  return { kind: "dollar_string", start: at, end: closed ? close + tag.length : text.length, closed };
}

function placeholder(text: string, at: number): SqlToken {
  const close = text.indexOf("}}", at + 2);
  return { kind: "placeholder", start: at, end: close < 0 ? text.length : close + 2, closed: close >= 0 };
}
