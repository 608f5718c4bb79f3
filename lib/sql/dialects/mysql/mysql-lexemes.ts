import { idleModifiers, keywords } from "@/lib/sql/dialects/mysql/allowed-names";
import { respellMysql } from "@/lib/sql/dialects/mysql/respell-mysql";
import { closing } from "@/lib/sql/dialects/polyglot/disguise";
import { isSymbol, isWord } from "@/lib/sql/dialects/polyglot/lex";
import type { Lexeme } from "@/lib/sql/dialects/polyglot/profile";
import { withLists, withOffsets } from "@/lib/sql/dialects/polyglot/respell";
import { constructNotAllowed, notVerified } from "@/lib/sql/refusals";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import type { SqlToken } from "@/lib/sql/sql-tokens";

const plainNumber = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const symbols = new Set("( ) , . ; + - * / % = < > & | ^ ~ <=> ->> -> <= >= <> != << >> && ||".split(" "));

const symbolNames: Readonly<Record<string, string>> = {
  "@": "A variable",
  ":=": "An assignment",
  "?": "A driver parameter",
  ":": "A driver parameter",
  "!": 'The operator "!"',
  "{": "A brace",
  "[": "A bracket",
};

/**
 * What one token says under the session settings of every connection; nothing for a comment.
 *
 * @throws SqlRefusal for comments that execute, hints, and what the dialect's grammar here has no use for
 */
export function mysqlLexeme(text: string, token: SqlToken): Lexeme | undefined {
  const written = text.substring(token.start, token.end);
  const lexeme = (kind: Lexeme["kind"], value: string): Lexeme => ({ kind, value, start: token.start });
  if (token.kind === "comment") {
    if (/^\/\*(?:!|M!|\+)/i.test(written)) throw constructNotAllowed("A comment that is a hint or is executed");
    return undefined;
  }
  if (token.kind === "word") return lexeme("word", written);
  if (token.kind === "quoted_identifier") return lexeme("name", written.slice(1, -1).replaceAll("``", "`"));
  if (token.kind === "number") {
    if (!plainNumber.test(written)) throw constructNotAllowed("This number or name that begins with a digit");
    return lexeme("number", written);
  }
  if (token.kind === "string") return stringLexeme(written, token, lexeme);
  if (!symbols.has(written)) throw symbolRefusal(written);
  return lexeme("symbol", written);
}

function symbolRefusal(written: string): SqlRefusal {
  const name = symbolNames[written];
  return name === undefined
    ? new SqlRefusal("sql_syntax_error", `Syntax error at or near "${written}"`)
    : constructNotAllowed(name);
}

function stringLexeme(
  written: string,
  token: SqlToken,
  lexeme: (kind: Lexeme["kind"], value: string) => Lexeme,
): Lexeme {
  const { prefix = "" } = token;
  if (prefix === "x") {
    if (!/^x'(?:[0-9a-f]{2})*'$/i.test(written)) throw constructNotAllowed("This constant");
    return lexeme("number", `x${written.slice(1)}`);
  }
  if (prefix === "b" || prefix === "n") throw constructNotAllowed("A string with a letter before it");
  return lexeme("string", unescaped(written));
}

const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
  // LIKE reads these two itself.
  "%": "\\%",
  _: "\\_",
};

/** What a string says, with the server's own backslash escapes. */
function unescaped(written: string): string {
  const quote = written.charAt(0);
  let value = "";
  for (let i = 1; i < written.length - 1; i += 1) {
    const char = written.charAt(i);
    if (char === quote) i += 1;
    if (char !== "\\") {
      value += char;
      continue;
    }
    i += 1;
    const escaped = written.charAt(i);
    if (escaped === "0")
      throw new SqlRefusal("sql_syntax_error", "The query holds a character that SQL text cannot have");
    value += escapes[escaped] ?? escaped;
  }
  return value;
}

/** A string that says the same whether the server reads backslashes as escapes or not. */
export function quoteMysqlString(value: string): string {
  if (value.includes("\0")) throw notVerified();
  const plain = [...value].every((char) => char !== "\\" && (char >= " " || char === "\n" || char === "\t"));
  if (plain) return `'${value.replaceAll("'", "''")}'`;
  return `_utf8mb4 x'${Buffer.from(value, "utf8").toString("hex")}'`;
}

/** A name in backticks, inside of which only they have a meaning. */
export function quoteMysqlName(name: string): string {
  if (name === "" || name.includes("\0")) throw notVerified();
  return `\`${name.replaceAll("`", "``")}\``;
}

/** Brings spellings of one thing to one spelling, so that the parser meets one and printing gives it back. */
export function normalizeMysql(lexemes: readonly Lexeme[]): Lexeme[] {
  const normal: Lexeme[] = [];
  for (let at = 0; at < lexemes.length; at += 1) {
    const lexeme = lexemes[at] as Lexeme;
    const next = lexemes[at + 1];
    const before = normal.at(-1);
    const say = (kind: Lexeme["kind"], value: string) => normal.push({ kind, value, start: lexeme.start });
    if (isSymbol(before, ".")) normal.push(lexeme);
    else if (isWord(lexeme, "_UTF8MB4") && next?.kind === "number" && next.value.startsWith("x'")) {
      say("string", hexText(next.value));
      at += 1;
    } else if (lexeme.kind === "word" && /^_/.test(lexeme.value) && next?.kind === "string")
      throw constructNotAllowed("A character set before a string");
    else if (lexeme.kind === "symbol" && synonyms[lexeme.value] !== undefined)
      say(/\w/.test(synonyms[lexeme.value] ?? "") ? "word" : "symbol", synonyms[lexeme.value] ?? "");
    else if (
      lexeme.kind === "string" &&
      before?.kind === "string" &&
      isWord(normal.at(-2), "DATE", "TIME", "TIMESTAMP")
    )
      throw new SqlRefusal("sql_syntax_error", "Two strings side by side: join them with CONCAT");
    else if (lexeme.kind === "string" && before?.kind === "string")
      normal[normal.length - 1] = { ...before, value: before.value + lexeme.value };
    else if (lexeme.kind === "string" && isNamed(before)) say("name", lexeme.value);
    else if (isWord(lexeme, "RLIKE")) say("word", "REGEXP");
    else if (isWord(lexeme, "SOME") && isSymbol(next, "(")) say("word", "ANY");
    else if (isWord(lexeme, ...idleModifiers) && isWord(before, "SELECT", "DISTINCT") && !isListEnd(next)) continue;
    else if (isWord(lexeme, "DISTINCTROW")) say("word", "DISTINCT");
    else if (isWord(lexeme, "MOD") && !isSymbol(next, "(") && isOperand(before)) say("symbol", "%");
    else if (isWord(lexeme, "UNKNOWN") && isWord(before, "IS", "NOT")) say("word", "NULL");
    else if (isWord(lexeme, "ALL") && (isWord(before, "SELECT") || isCallStart(normal))) continue;
    else if (isWord(lexeme, "INTEGER") && isWord(before, "SIGNED", "UNSIGNED")) continue;
    else if (isSymbol(lexeme, "+") && !isOperand(before)) continue;
    else if (isWord(lexeme, "FROM") && isWord(next, "DUAL") && !isSymbol(lexemes[at + 2], ".")) at += 1;
    else normal.push(lexeme);
  }
  return respellMysql(withPositions(withLists(withOffsets(normal))));
}

const synonyms: Readonly<Record<string, string>> = { "&&": "AND", "||": "OR", "!=": "<>" };

/** Whether the word before was a name in the select list and no modifier of it. */
function isListEnd(next: Lexeme | undefined): boolean {
  return (
    next === undefined || isSymbol(next, ",") || isSymbol(next, ".") || isSymbol(next, ")") || isWord(next, "FROM")
  );
}

function isCallStart(before: readonly Lexeme[]): boolean {
  return isSymbol(before.at(-1), "(") && before.at(-2)?.kind === "word";
}

/** Whether a string here is the name of what stands before it. */
function isNamed(before: Lexeme | undefined): boolean {
  if (before === undefined || before.kind === "number" || before.kind === "string") return false;
  if (before.kind === "symbol") return before.value === ")";
  if (before.kind === "name" || isWord(before, "AS", "END")) return true;
  return !keywords.has(before.value.toUpperCase()) && !isWord(before, "DATE", "TIME", "TIMESTAMP", "BINARY");
}

const operators = new Set(["SELECT", "DISTINCT", "AND", "OR", "XOR", "NOT", "DIV", "WHERE", "ON", "HAVING", "BY"]);
const moreOperators = new Set(["IN", "LIKE", "REGEXP", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "INTERVAL", "LIMIT"]);

/** Whether a value has just ended, so that a sign now is an operator between two. */
function isOperand(before: Lexeme | undefined): boolean {
  if (before === undefined) return false;
  if (before.kind === "symbol") return before.value === ")";
  const word = before.value.toUpperCase();
  return before.kind !== "word" || !(operators.has(word) || moreOperators.has(word));
}

/** `POSITION(a IN b)` as `LOCATE(a, b)`. */
function withPositions(lexemes: Lexeme[]): Lexeme[] {
  lexemes.forEach((lexeme, at) => {
    if (!isWord(lexeme, "POSITION") || !isSymbol(lexemes[at + 1], "(")) return;
    const end = closing(lexemes, at + 1);
    let depth = 0;
    for (let inside = at + 1; inside < end; inside += 1) {
      if (isSymbol(lexemes[inside], "(")) depth += 1;
      if (isSymbol(lexemes[inside], ")")) depth -= 1;
      if (depth !== 1 || !isWord(lexemes[inside], "IN")) continue;
      lexemes[at] = { ...lexeme, value: "LOCATE" };
      lexemes[inside] = { kind: "symbol", value: ",", start: (lexemes[inside] as Lexeme).start };
      return;
    }
  });
  return lexemes;
}

function hexText(written: string): string {
  const bytes = Buffer.from(written.slice(2, -1), "hex");
  const text = bytes.toString("utf8");
  if (text.includes("\0") || !Buffer.from(text, "utf8").equals(bytes)) throw constructNotAllowed("This constant");
  return text;
}
