import { isSymbol, isWord } from "@/lib/sql/dialects/polyglot/lex";
import type { Lexeme } from "@/lib/sql/dialects/polyglot/profile";
import { withLists, withOffsets } from "@/lib/sql/dialects/polyglot/respell";
import { constructNotAllowed, notVerified } from "@/lib/sql/refusals";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import type { SqlToken } from "@/lib/sql/sql-tokens";

const plainNumber = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const symbols = new Set("( ) [ ] , . ; + - * / % = == != <> <= >= < > || ->".split(" "));
const symbolNames: Readonly<Record<string, string>> = {
  "?": "The operator ? or a driver parameter",
  "@": "A variable",
  "::": "The operator ::, write CAST",
  "{": "A query parameter",
  $: "A quote of dollar signs",
};

/**
 * What one token says; nothing for a comment.
 *
 * @throws SqlRefusal for escapes that not every version of the server reads the same way, and unknown symbols
 */
export function clickhouseLexeme(text: string, token: SqlToken): Lexeme | undefined {
  const written = text.substring(token.start, token.end);
  const lexeme = (kind: Lexeme["kind"], value: string): Lexeme => ({ kind, value, start: token.start });
  if (token.kind === "comment") return undefined;
  if (token.kind === "word") return lexeme("word", written);
  if (token.kind === "quoted_identifier") return lexeme("name", nameInside(written));
  if (token.kind === "string") return lexeme("string", unescaped(written));
  if (token.kind === "number" && !plainNumber.test(written)) throw constructNotAllowed("This number");
  if (token.kind === "number") return lexeme("number", written);
  if (symbols.has(written)) return lexeme("symbol", written);
  const name = symbolNames[written];
  if (name !== undefined) throw constructNotAllowed(name);
  throw new SqlRefusal("sql_syntax_error", `Syntax error at or near "${written}"`);
}

function nameInside(written: string): string {
  const quote = written.charAt(0);
  if (written.includes("\\")) throw constructNotAllowed("A backslash in a name");
  return written.slice(1, -1).replaceAll(quote + quote, quote);
}

const escapes: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  "\\": "\\",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function unescaped(written: string): string {
  let value = "";
  for (let at = 1; at < written.length - 1; at += 1) {
    const char = written.charAt(at);
    if (char === "'") at += 1;
    if (char !== "\\") {
      value += char;
      continue;
    }
    at += 1;
    const escaped = escapes[written.charAt(at)];
    if (escaped === undefined) throw constructNotAllowed("This escape in a string", "write a backslash as \\\\");
    value += escaped;
  }
  return value;
}

/** A string in quotes, inside of which only quotes and backslashes have a meaning. */
export function quoteClickhouseString(value: string): string {
  if (value.includes("\0")) throw notVerified();
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** A name in backticks; one that holds a quote or a backslash is not written at all. */
export function quoteClickhouseName(name: string): string {
  if (name === "" || /[\\`\0]/.test(name)) throw notVerified();
  return `\`${name}\``;
}

/** Brings spellings of one thing to one spelling, so that the parser meets one and printing gives it back. */
export function normalizeClickhouse(lexemes: readonly Lexeme[]): Lexeme[] {
  const normal = lexemes.flatMap((lexeme, at): Lexeme[] => {
    const before = lexemes[at - 1];
    if (isSymbol(lexeme, "==")) return [{ ...lexeme, value: "=" }];
    if (isSymbol(lexeme, "!=")) return [{ ...lexeme, value: "<>" }];
    if (isWord(lexeme, "ALL") && isWord(before, "SELECT")) return [];
    if (lexeme.kind === "string" && before?.kind === "string")
      throw new SqlRefusal("sql_syntax_error", "Two strings side by side: join them with concat");
    return [lexeme];
  });
  return withUsing(withLists(withOffsets(normal)));
}

/** `USING a, b` with the parentheses that may be left out. */
function withUsing(lexemes: readonly Lexeme[]): Lexeme[] {
  const spelled: Lexeme[] = [];
  const parenthesis = (value: string, start: number): Lexeme => ({ kind: "symbol", value, start });
  for (let at = 0; at < lexemes.length; at += 1) {
    const lexeme = lexemes[at] as Lexeme;
    spelled.push(lexeme);
    if (!isWord(lexeme, "USING") || isSymbol(lexemes[at + 1], "(")) continue;
    let end = at + 2;
    while (isSymbol(lexemes[end], ",")) end += 2;
    spelled.push(parenthesis("(", lexeme.start), ...lexemes.slice(at + 1, end), parenthesis(")", lexeme.start));
    at = end - 1;
  }
  return spelled;
}
