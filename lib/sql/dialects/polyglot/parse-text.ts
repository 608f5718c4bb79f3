import { convertQuery } from "@/lib/sql/dialects/polyglot/convert-query";
import { type Disguised, disguise } from "@/lib/sql/dialects/polyglot/disguise";
import { isSymbol, isWord, type Locate, lex } from "@/lib/sql/dialects/polyglot/lex";
import type { PolyglotParser } from "@/lib/sql/dialects/polyglot/parser";
import { Printer } from "@/lib/sql/dialects/polyglot/print";
import type { Lexeme, PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import type { Query } from "@/lib/sql/dialects/polyglot/tree";
import { notVerified } from "@/lib/sql/refusals";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** One dialect's parser with what it is told about the dialect. */
export interface PolyglotReader {
  readonly profile: PolyglotProfile;
  readonly parser: PolyglotParser;
}

const nowhere: Locate = (refusal) => refusal;

/**
 * The guard's tree of one query. The tree is printed and must come out in the same words as the text had: what the
 * parser dropped, reordered or took for something else refuses, and the server will read what the author wrote.
 *
 * @throws SqlRefusal
 */
export function parseLexemes(
  reader: PolyglotReader,
  lexemes: readonly Lexeme[],
  isPlaceholder: (value: string) => boolean,
  locate: Locate,
): Query {
  const { profile, parser } = reader;
  if (lexemes.length === 0) throw new SqlRefusal("sql_not_a_query", "The query is empty");
  if (!isWord(lexemes[0], "SELECT", "WITH", "VALUES") && !isSymbol(lexemes[0], "("))
    throw locate(new SqlRefusal("sql_not_a_query", "Only a SELECT is allowed"), lexemes[0]?.start);
  const depth = nesting(lexemes, locate);
  const disguised = disguise(profile, lexemes, locate);
  const answer = parser.parse(disguised.text);
  if ("tooComplex" in answer || ("errorAt" in answer && depth > parserNesting))
    throw new SqlRefusal("sql_too_complex", "The query is too complex: its parts are nested too deeply");
  if ("errorAt" in answer) throw locate(syntaxError(disguised, answer.errorAt), offsetOf(disguised, answer.errorAt));
  const tree = convertQuery(profile, lexemes, isPlaceholder, locate, answer.tree);
  const printed = new Printer(profile).query(tree);
  const again = disguise(profile, lex(profile, printed, nowhere), nowhere);
  if (!sameWords(inWords(profile, disguised), inWords(profile, again))) throw notVerified();
  return tree;
}

/** How deep the parser's own recursion goes at most; what is deeper it calls an error. */
const parserNesting = 30;

/** How deep parentheses are nested. @throws SqlRefusal where they do not match */
function nesting(lexemes: readonly Lexeme[], locate: Locate): number {
  let depth = 0;
  let deepest = 0;
  for (const lexeme of lexemes) {
    if (isSymbol(lexeme, "(")) depth += 1;
    if (isSymbol(lexeme, ")")) depth -= 1;
    if (depth < 0) throw locate(new SqlRefusal("sql_syntax_error", 'Syntax error at or near ")"'), lexeme.start);
    deepest = Math.max(deepest, depth);
  }
  if (depth > 0) throw locate(new SqlRefusal("sql_syntax_error", "A parenthesis is not closed"), lexemes.at(-1)?.start);
  return deepest;
}

function lexemeAt(disguised: Disguised, offset: number): Lexeme | undefined {
  const index = disguised.starts.findLastIndex((start) => start <= offset);
  return disguised.lexemes[index];
}

function offsetOf(disguised: Disguised, offset: number): number | undefined {
  return (lexemeAt(disguised, offset) ?? disguised.lexemes.at(-1))?.start;
}

function syntaxError(disguised: Disguised, offset: number): SqlRefusal {
  const near = lexemeAt(disguised, offset);
  const shown = near !== undefined && (near.kind === "word" || near.kind === "symbol") && near.value.length < 100;
  return new SqlRefusal("sql_syntax_error", shown ? `Syntax error at or near "${near.value}"` : "Syntax error");
}

/** Words that change nothing where the grammar lets them stand. */
const idleWords = new Set(["AS", "ASC", "OUTER", "INNER"]);

/** What a text says, word by word: keywords, and names and strings by what they are. */
function inWords(profile: PolyglotProfile, disguised: Disguised): string[] {
  const pieces = disguised.text.split(" ");
  return disguised.lexemes.flatMap((lexeme, index) => {
    const piece = pieces[index] ?? "";
    if (/^'s\d+'$/.test(piece)) return [`s:${lexeme.value}`];
    if (/^n\d+$/.test(piece)) return [`n:${profile.fold(lexeme.value)}`];
    return lexeme.kind === "word" && idleWords.has(piece) ? [] : [piece];
  });
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
