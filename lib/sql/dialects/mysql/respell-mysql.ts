import { closing, operandEnd } from "@/lib/sql/dialects/polyglot/disguise";
import { isSymbol, isWord } from "@/lib/sql/dialects/polyglot/lex";
import type { Lexeme } from "@/lib/sql/dialects/polyglot/profile";

/** More of them than anybody writes are left to the parser, which refuses: each is looked at to the end of the text. */
const maximumRespelled = 200;

/** Ways of writing for which the parser has no words, as others that say the same. */
export function respellMysql(lexemes: Lexeme[]): Lexeme[] {
  const found = lexemes.filter((lexeme) =>
    isWord(lexeme, "NOT", "CONVERT", "BINARY", "USE", "FORCE", "IGNORE", "FETCH"),
  ).length;
  if (found === 0 || found > maximumRespelled) return lexemes;
  return withNegations(withCasts(withFetches(withoutIndexHints(lexemes))));
}

const word = (value: string, at: Lexeme): Lexeme => ({ kind: "word", value, start: at.start });
const symbol = (value: string, at: Lexeme): Lexeme => ({ kind: "symbol", value, start: at.start });

/** `USE INDEX (a)` and its like say nothing about the answer, and nothing to a derived table: they are left out. */
function withoutIndexHints(lexemes: Lexeme[]): Lexeme[] {
  for (let at = lexemes.length - 1; at > 0; at -= 1) {
    if (!isWord(lexemes[at], "USE", "FORCE", "IGNORE") || isSymbol(lexemes[at - 1], ".")) continue;
    if (!isWord(lexemes[at + 1], "INDEX", "KEY")) continue;
    let open = at + 2;
    if (isWord(lexemes[open], "FOR")) open += isWord(lexemes[open + 1], "JOIN") ? 2 : 3;
    if (!isSymbol(lexemes[open], "(")) continue;
    const end = closing(lexemes, open);
    const plain = lexemes.slice(open + 1, end).every((part) => part.kind !== "symbol" || part.value === ",");
    if (plain) lexemes.splice(at, end - at + 1);
  }
  return lexemes;
}

/** `CONVERT(x, type)` as the `CAST(x AS type)` that it means, and `BINARY x` as the cast to BINARY. */
function withCasts(lexemes: Lexeme[]): Lexeme[] {
  for (let at = lexemes.length - 1; at >= 0; at -= 1) {
    const lexeme = lexemes[at] as Lexeme;
    if (isSymbol(lexemes[at - 1], ".")) continue;
    if (isWord(lexeme, "CONVERT") && isSymbol(lexemes[at + 1], "(")) {
      const comma = lastComma(lexemes, at + 1);
      if (comma === undefined) continue;
      lexemes[at] = word("CAST", lexeme);
      lexemes[comma] = word("AS", lexemes[comma] as Lexeme);
    }
    if (!isWord(lexeme, "BINARY") || isWord(lexemes[at - 1], "AS", "COLLATE")) continue;
    const next = lexemes[at + 1];
    if (next === undefined || next.kind === "symbol") continue;
    const end = operandEnd(lexemes, at + 1);
    lexemes.splice(end, 0, word("AS", lexeme), word("BINARY", lexeme), symbol(")", lexeme));
    lexemes.splice(at, 1, word("CAST", lexeme), symbol("(", lexeme));
  }
  return lexemes;
}

function lastComma(lexemes: readonly Lexeme[], open: number): number | undefined {
  const end = closing(lexemes, open);
  let depth = 0;
  let found: number | undefined;
  for (let at = open; at < end; at += 1) {
    if (isSymbol(lexemes[at], "(")) depth += 1;
    if (isSymbol(lexemes[at], ")")) depth -= 1;
    if (depth === 1 && isSymbol(lexemes[at], ",")) found = at;
  }
  return found;
}

/** `OFFSET m ROWS FETCH NEXT n ROWS ONLY` as `LIMIT n OFFSET m`. */
function withFetches(lexemes: Lexeme[]): Lexeme[] {
  for (let at = lexemes.length - 1; at >= 0; at -= 1) {
    const lexeme = lexemes[at] as Lexeme;
    if (!isWord(lexeme, "FETCH") || !isWord(lexemes[at + 1], "FIRST", "NEXT")) continue;
    const count = lexemes[at + 2];
    const given = count?.kind === "number";
    const rows = given ? at + 3 : at + 2;
    if (!isWord(lexemes[rows], "ROW", "ROWS") || !isWord(lexemes[rows + 1], "ONLY")) continue;
    const limit = [word("LIMIT", lexeme), given ? count : { kind: "number" as const, value: "1", start: lexeme.start }];
    const ahead = isWord(lexemes[at - 1], "ROW", "ROWS") && isWord(lexemes[at - 3], "OFFSET");
    const offset = ahead ? lexemes.slice(at - 3, at - 1) : [];
    const start = ahead ? at - 3 : at;
    lexemes.splice(start, rows + 2 - start, ...limit, ...offset);
  }
  return lexemes;
}

const conditionEnds: ReadonlySet<string> = new Set([
  ..."OR XOR THEN WHEN ELSE AS ASC DESC FROM WHERE GROUP HAVING ORDER LIMIT OFFSET WINDOW UNION EXCEPT".split(" "),
  ..."INTERSECT INNER CROSS NATURAL JOIN STRAIGHT_JOIN ON USING WITH SEPARATOR".split(" "),
]);

/** `NOT a LIKE b` with the parentheses it means: the parser knows NOT only right before LIKE. */
function withNegations(lexemes: Lexeme[]): Lexeme[] {
  for (let at = lexemes.length - 1; at >= 0; at -= 1) {
    const lexeme = lexemes[at] as Lexeme;
    if (!isWord(lexeme, "NOT") || isSymbol(lexemes[at - 1], ".") || isSymbol(lexemes[at + 1], ".")) continue;
    if (isWord(lexemes[at - 1], "IS") || isWord(lexemes[at + 1], "LIKE", "REGEXP", "IN", "BETWEEN", "NULL", "EXISTS"))
      continue;
    const { end, matches } = conditionEnd(lexemes, at + 1);
    if (!matches) continue;
    lexemes.splice(end, 0, symbol(")", lexeme));
    lexemes.splice(at + 1, 0, symbol("(", lexeme));
  }
  return lexemes;
}

/** Where the condition that starts here ends, and whether it is a LIKE or REGEXP itself. */
function conditionEnd(lexemes: readonly Lexeme[], start: number): { end: number; matches: boolean } {
  let matches = false;
  let betweens = 0;
  let cases = 0;
  let at = start;
  for (; at < lexemes.length; at += 1) {
    const lexeme = lexemes[at] as Lexeme;
    const said = lexeme.kind === "word" && !isSymbol(lexemes[at - 1], ".") ? lexeme.value.toUpperCase() : "";
    if (isSymbol(lexeme, "(")) at = closing(lexemes, at);
    else if (isSymbol(lexeme, ")") || isSymbol(lexeme, ",")) break;
    else if (said === "CASE") cases += 1;
    else if (cases > 0) cases -= said === "END" ? 1 : 0;
    else if (said === "BETWEEN") betweens += 1;
    else if (said === "AND" && betweens > 0) betweens -= 1;
    else if (said === "AND" || said === "END" || conditionEnds.has(said)) break;
    else if ((said === "LEFT" || said === "RIGHT") && !isSymbol(lexemes[at + 1], "(")) break;
    else if (said === "LIKE" || said === "REGEXP") matches = true;
  }
  return { end: at, matches };
}
