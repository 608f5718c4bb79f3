import { isSymbol, isWord } from "@/lib/sql/dialects/polyglot/lex";
import type { Lexeme } from "@/lib/sql/dialects/polyglot/profile";
import { notVerified } from "@/lib/sql/refusals";

const endsFrom = ["WHERE", "PREWHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT"];
const startsQuery = ["SELECT", "WITH", "VALUES"];
/** Calls that hold the word FROM without reading anything. */
const wordyCalls = ["EXTRACT", "TRIM", "SUBSTRING"];

type Place = "table" | "from" | "other";

/**
 * Reads the printed text without any parser, word by word, and refuses when something else than a derived table, a
 * WITH query by the guard's name or an allowed call stands where a table can stand. `derived` are the guard's own
 * derived tables, word by word; only they may hold a table's name.
 */
export function verifyReads(
  lexemes: readonly Lexeme[],
  derived: readonly (readonly Lexeme[])[],
  isTableFunction: (name: string) => boolean,
): void {
  const rest = withoutDerived(lexemes, derived);
  const stack: Place[] = [];
  let place: Place = "other";
  rest.forEach((lexeme, index) => {
    const before = rest[index - 1];
    if (isSymbol(lexeme, "(")) {
      stack.push(place === "table" ? "from" : place);
      place = place === "table" ? "table" : "other";
    } else if (isSymbol(lexeme, ")")) place = stack.pop() ?? "other";
    else if (place === "table") place = afterTable(rest, index, isTableFunction);
    else if (isWord(lexeme, "FROM")) place = isWordyCall(rest, index) ? "other" : "table";
    else if (isWord(lexeme, "JOIN", "STRAIGHT_JOIN") && !isSymbol(before, ".")) place = "table";
    else if (place === "from" && isSymbol(lexeme, ",")) place = "table";
    else if (place === "from" && isWord(lexeme, ...endsFrom)) place = "other";
  });
  if (rest.some((lexeme) => lexeme.kind === "name" && lexeme.value.toLowerCase() === "__p")) throw notVerified();
}

function afterTable(lexemes: readonly Lexeme[], index: number, isTableFunction: (name: string) => boolean): Place {
  const lexeme = lexemes[index] as Lexeme;
  if (isWord(lexeme, ...startsQuery)) return "other";
  const common = lexeme.kind === "name" && /^__c\d+$/.test(lexeme.value) && !isSymbol(lexemes[index + 1], ".");
  const call = lexeme.kind === "word" && isTableFunction(lexeme.value) && isSymbol(lexemes[index + 1], "(");
  if (!common && !call) throw notVerified();
  return "from";
}

function isWordyCall(lexemes: readonly Lexeme[], index: number): boolean {
  let depth = 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    if (isSymbol(lexemes[at], ")")) depth += 1;
    if (isSymbol(lexemes[at], "(")) depth -= 1;
    if (depth < 0) return isWord(lexemes[at - 1], ...wordyCalls);
  }
  return false;
}

/** The text with `SELECT` in the place of each of the guard's derived tables. */
function withoutDerived(lexemes: readonly Lexeme[], derived: readonly (readonly Lexeme[])[]): Lexeme[] {
  const rest: Lexeme[] = [];
  for (let at = 0; at < lexemes.length; ) {
    const match = isSymbol(lexemes[at - 1], "(") ? derived.find((words) => standsAt(lexemes, at, words)) : undefined;
    rest.push(match === undefined ? (lexemes[at] as Lexeme) : { kind: "word", value: "SELECT", start: -1 });
    at += match?.length ?? 1;
  }
  return rest;
}

function standsAt(lexemes: readonly Lexeme[], from: number, words: readonly Lexeme[]): boolean {
  const same = words.every((word, index) => {
    const other = lexemes[from + index];
    return other?.kind === word.kind && other.value === word.value;
  });
  return same && isSymbol(lexemes[from + words.length], ")");
}
