import { isSymbol, isWord } from "@/lib/sql/dialects/polyglot/lex";
import type { Lexeme } from "@/lib/sql/dialects/polyglot/profile";

/** `LIMIT 2, 5` as the `LIMIT 5 OFFSET 2` that it means. */
export function withOffsets(lexemes: Lexeme[]): Lexeme[] {
  lexemes.forEach((lexeme, at) => {
    const [offset, comma, limit] = lexemes.slice(at + 1, at + 4);
    if (!isWord(lexeme, "LIMIT") || !isSymbol(comma, ",") || offset === undefined || limit === undefined) return;
    lexemes.splice(at + 1, 3, limit, { kind: "word", value: "OFFSET", start: comma?.start ?? lexeme.start }, offset);
  });
  return lexemes;
}

/** `= ANY({{ list }})`, which these dialects do not have, as the IN that it means. */
export function withLists(lexemes: Lexeme[]): Lexeme[] {
  lexemes.forEach((lexeme, at) => {
    const [any, open, value, close] = lexemes.slice(at + 1, at + 5);
    const list = isWord(any, "ANY") && isSymbol(open, "(") && value?.kind === "string" && isSymbol(close, ")");
    if (list && isSymbol(lexeme, "=")) lexemes.splice(at, 2, { kind: "word", value: "IN", start: lexeme.start });
  });
  return lexemes;
}
