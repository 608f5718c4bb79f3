import { isAfterDot, isSymbol, isWord, type Locate } from "@/lib/sql/dialects/polyglot/lex";
import type { Lexeme, PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { constructNotAllowed, typeNotAllowed } from "@/lib/sql/refusals";

/** Text for the parser in which names and strings are numbered, so that it can mistake none of them for something else. */
export interface Disguised {
  readonly text: string;
  readonly lexemes: readonly Lexeme[];
  /** Offsets in `text` at which each lexeme starts. */
  readonly starts: readonly number[];
}

/**
 * Gives the parser keywords, numbers and symbols as they are, and every name and string as `n12` and `'s12'`, 12 being
 * its place in the text. The parser rewrites functions that it knows by name, and reads escapes by other rules than
 * the server: now it knows none and sees none.
 *
 * @throws SqlRefusal for types and units that never pass
 */
export function disguise(profile: PolyglotProfile, lexemes: readonly Lexeme[], locate: Locate): Disguised {
  const native = nativeWords(profile, lexemes, locate);
  const starts: number[] = [];
  let text = "";
  lexemes.forEach((_lexeme, index) => {
    starts.push(text.length);
    text += `${piece(profile, lexemes, index, native.has(index))} `;
  });
  return { text, lexemes, starts };
  function piece(own: PolyglotProfile, all: readonly Lexeme[], index: number, isNative: boolean): string {
    const { kind, value } = all[index] as Lexeme;
    if (kind === "number" || kind === "symbol") return value;
    if (kind === "string") return `'s${index}'`;
    const upper = value.toUpperCase();
    const callable = isSymbol(all[index + 1], "(");
    const isCall = callable && (own.isScalarFunction(value) || isAggregate(own, all, index));
    const keyword = own.keywords.has(upper) && !(isCall && !isNative);
    const plain = kind === "word" && !isAfterDot(all, index) && !isSymbol(all[index + 1], ".");
    return isNative || (plain && keyword) ? upper : `n${index}`;
  }
}

/** `any(x)` of ClickHouse, and not `= ANY (SELECT …)`. */
function isAggregate(profile: PolyglotProfile, lexemes: readonly Lexeme[], index: number): boolean {
  return !isWord(lexemes[index + 2], "SELECT", "WITH") && profile.isAggregateFunction(lexemes[index]?.value ?? "");
}

/** The words that are keywords only where they stand: types, units, and functions with words between their arguments. */
function nativeWords(profile: PolyglotProfile, lexemes: readonly Lexeme[], locate: Locate): Set<number> {
  const native = new Set<number>();
  lexemes.forEach((lexeme, index) => {
    if (lexeme.kind !== "word" || isAfterDot(lexemes, index)) return;
    const next = lexemes[index + 1];
    const call = isSymbol(next, "(");
    if (call && isWord(lexeme, "CAST")) castWords(profile, lexemes, index, native, locate);
    else if (call && isWord(lexeme, "EXTRACT")) {
      native.add(index);
      unitWord(profile, lexemes, index + 2, native, locate);
    } else if (isWord(lexeme, "INTERVAL") && !(call && profile.isScalarFunction("interval")))
      unitWord(profile, lexemes, operandEnd(lexemes, index + 1), native, locate);
    else if (isWord(lexeme, "DATE", "TIME", "TIMESTAMP") && next?.kind === "string") native.add(index);
    if (call && profile.nativeCalls.has(lexeme.value.toUpperCase()) && hasWords(lexemes, index + 1)) native.add(index);
  });
  return native;
}

function unitWord(
  profile: PolyglotProfile,
  lexemes: readonly Lexeme[],
  index: number,
  native: Set<number>,
  locate: Locate,
): void {
  const unit = lexemes[index];
  if (unit?.kind !== "word" || !profile.units.has(unit.value.toUpperCase()))
    throw locate(constructNotAllowed("This unit of time"), (unit ?? lexemes.at(-1))?.start);
  native.add(index);
}

/** Where the value after INTERVAL ends. */
export function operandEnd(lexemes: readonly Lexeme[], from: number): number {
  let index = from;
  while (isSymbol(lexemes[index], "-")) index += 1;
  if (isSymbol(lexemes[index], "(")) return closing(lexemes, index) + 1;
  index += 1;
  while (isSymbol(lexemes[index], ".")) index += 2;
  return isSymbol(lexemes[index], "(") ? closing(lexemes, index) + 1 : index;
}

/** The index of the parenthesis that closes the one at `open`. */
export function closing(lexemes: readonly Lexeme[], open: number): number {
  let depth = 0;
  for (let index = open; index < lexemes.length; index += 1) {
    if (isSymbol(lexemes[index], "(")) depth += 1;
    if (isSymbol(lexemes[index], ")")) depth -= 1;
    if (depth === 0) return index;
  }
  return lexemes.length;
}

function castWords(
  profile: PolyglotProfile,
  lexemes: readonly Lexeme[],
  index: number,
  native: Set<number>,
  locate: Locate,
): void {
  native.add(index);
  const end = closing(lexemes, index + 1);
  let depth = 0;
  let start = end;
  for (let at = index + 1; at < end; at += 1) {
    if (isSymbol(lexemes[at], "(")) depth += 1;
    if (isSymbol(lexemes[at], ")")) depth -= 1;
    if (depth === 1 && isWord(lexemes[at], "AS")) start = at + 1;
  }
  for (let at = start; at < end; at += 1) {
    const part = lexemes[at] as Lexeme;
    if (part.kind === "number" || part.kind === "symbol") continue;
    if (part.kind !== "word" || !Object.hasOwn(profile.castTypes, part.value.toUpperCase()))
      throw locate(typeNotAllowed(part.value), part.start);
    native.add(at);
  }
}

const separatingWords = ["FROM", "SEPARATOR", "ORDER", "BOTH", "LEADING", "TRAILING"];

function hasWords(lexemes: readonly Lexeme[], open: number): boolean {
  const end = closing(lexemes, open);
  let depth = 0;
  for (let at = open; at < end; at += 1) {
    if (isSymbol(lexemes[at], "(")) depth += 1;
    if (isSymbol(lexemes[at], ")")) depth -= 1;
    if (depth === 1 && isWord(lexemes[at], ...separatingWords)) return true;
  }
  return false;
}
