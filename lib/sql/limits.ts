import { tooComplex } from "@/lib/sql/refusals";
import { sourcePosition } from "@/lib/sql/source-position";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import type { SqlToken } from "@/lib/sql/sql-tokens";

export const maximumBytes = 64 * 1024;
/** A secured text may be longer than the caller's by what the policies add, but not without end. */
export const maximumSecuredBytes = 16 * maximumBytes;
/** Words and symbols, commas and dots aside: what a parser's recursion can grow with. */
const maximumStructuralTokens = 4_000;
const maximumNesting = 200;
const maximumTreeNodes = 60_000;
const maximumTreeDepth = 400;
const halfCharacter = /\p{Surrogate}/u;

/** Where the first character stands that no database can hold in text (NUL, half of a surrogate pair); -1 when none does. */
export function unwritableAt(text: string): number {
  const nul = text.indexOf("\0");
  return nul >= 0 ? nul : text.search(halfCharacter);
}

/** Refuses text that is too large, or that holds characters no SQL text has, before anything reads it. */
export function checkTextLimits(text: string): void {
  if (text.length > maximumBytes || Buffer.byteLength(text) > maximumBytes)
    throw tooComplex("it is longer than 64 KiB");
  const odd = unwritableAt(text);
  if (odd >= 0) {
    const { line, column } = sourcePosition(text, odd);
    throw new SqlRefusal("sql_syntax_error", "The query holds a character that SQL text cannot have", line, column);
  }
}

/**
 * Bounds what the real parser is given, so that its recursion stays far from the end of the stack: an overflow inside
 * a WebAssembly parser would be caught, but leave its own stack shorter each time.
 */
export function checkTokenLimits(text: string, tokens: readonly SqlToken[]): void {
  let structural = 0;
  let nesting = 0;
  for (const token of tokens) {
    if (token.kind !== "word" && token.kind !== "symbol") continue;
    const char = text.charAt(token.start);
    if (token.kind === "symbol" && (char === "," || char === ".")) continue;
    structural += 1;
    if (char === "(" || char === "[" || char === "{") nesting += 1;
    if (char === ")" || char === "]" || char === "}") nesting -= 1;
    if (nesting > maximumNesting) throw tooComplex("its parentheses are nested too deeply");
  }
  if (structural > maximumStructuralTokens) throw tooComplex("it has too many parts");
}

/** Bounds a parsed tree without recursion, so that every later walk over it may recurse. */
export function checkTreeLimits(root: unknown): void {
  const values: unknown[] = [root];
  const depths: number[] = [1];
  let nodes = 0;
  while (values.length > 0) {
    const value = values.pop();
    const depth = depths.pop() ?? 0;
    if (typeof value !== "object" || value === null) continue;
    nodes += 1;
    if (nodes > maximumTreeNodes) throw tooComplex("it has too many parts");
    if (depth > maximumTreeDepth) throw tooComplex("its parts are nested too deeply");
    for (const key in value) {
      values.push((value as Record<string, unknown>)[key]);
      depths.push(depth + 1);
    }
  }
}
