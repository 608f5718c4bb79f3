import type { Lexeme, PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { constructNotAllowed } from "@/lib/sql/refusals";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import type { SqlToken } from "@/lib/sql/sql-tokens";

export type PositionOf = (offset: number) => { line: number; column: number };

/** Adds the author's line and column to a refusal. */
export type Locate = (refusal: SqlRefusal, at: number | undefined) => SqlRefusal;

export function locator(position: PositionOf): Locate {
  return (refusal, at) => {
    if (refusal.line !== undefined || at === undefined || at < 0) return refusal;
    const { line, column } = position(at);
    return new SqlRefusal(refusal.code, refusal.message, line, column);
  };
}

/**
 * The text in pieces, by the server's own lexical rules and no parser's: comments are gone, strings and names are
 * what they say, words that never pass have refused.
 *
 * @throws SqlRefusal `sql_syntax_error`, `sql_construct_not_allowed`, `sql_not_a_query`
 */
export function lex(profile: PolyglotProfile, text: string, locate: Locate): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const token of profile.tokenize(text)) {
    if (!token.closed) throw locate(new SqlRefusal("sql_syntax_error", "A quote or comment has no end"), token.start);
    const lexeme = located(locate, token.start, () => profile.lexeme(text, token));
    if (lexeme !== undefined) lexemes.push(lexeme);
  }
  while (lexemes.at(-1)?.kind === "symbol" && lexemes.at(-1)?.value === ";") lexemes.pop();
  const normal = located(locate, 0, () => profile.normalize(lexemes));
  normal.forEach((lexeme, index) => {
    checkWord(profile, normal, index, locate, lexeme);
  });
  return normal;
}

/** Refuses what is no query before anything in it is looked at. @throws SqlRefusal `sql_not_a_query` */
export function requireQuery(text: string, tokens: readonly SqlToken[], locate: Locate): void {
  const first = tokens.find((token) => token.kind !== "comment");
  const word = first === undefined ? "" : text.substring(first.start, first.end).toUpperCase();
  if (word === "" || word === ";") throw new SqlRefusal("sql_not_a_query", "The query is empty");
  if (/^[A-Z_]+$/.test(word) && !["SELECT", "WITH", "VALUES"].includes(word))
    throw locate(new SqlRefusal("sql_not_a_query", "Only a SELECT is allowed"), first?.start);
}

export function located<T>(locate: Locate, at: number | undefined, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof SqlRefusal ? locate(error, at) : error;
  }
}

function checkWord(
  profile: PolyglotProfile,
  lexemes: readonly Lexeme[],
  index: number,
  locate: Locate,
  lexeme: Lexeme,
): void {
  if (lexeme.kind === "symbol" && lexeme.value === ";")
    throw locate(new SqlRefusal("sql_not_a_query", "Only one statement is allowed"), lexeme.start);
  if (lexeme.kind !== "word" || isAfterDot(lexemes, index)) return;
  const refused = profile.refusedWords.get(lexeme.value.toUpperCase());
  const isCall = lexemes[index + 1]?.value === "(" && profile.isScalarFunction(lexeme.value);
  // A type in CAST is looked at there.
  const isType = isWord(lexemes[index - 1], "AS") && Object.hasOwn(profile.castTypes, lexeme.value.toUpperCase());
  if (refused === undefined || isCall || isType) return;
  const [name = refused, advice] = refused.split(": ");
  throw locate(constructNotAllowed(name, advice), lexeme.start);
}

/** What follows a dot is a name, whatever it spells. */
export function isAfterDot(lexemes: readonly Lexeme[], index: number): boolean {
  const before = lexemes[index - 1];
  return before?.kind === "symbol" && before.value === ".";
}

export function isSymbol(lexeme: Lexeme | undefined, value: string): boolean {
  return lexeme?.kind === "symbol" && lexeme.value === value;
}

export function isWord(lexeme: Lexeme | undefined, ...words: string[]): boolean {
  return lexeme?.kind === "word" && words.includes(lexeme.value.toUpperCase());
}
