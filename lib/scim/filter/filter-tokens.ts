import { unwritableAt } from "@/lib/sql/limits";
import { badRequest, type ScimType } from "../scim-refusal";

export type Token =
  | { readonly kind: "mark"; readonly text: "(" | ")" | "[" | "]" }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "word"; readonly text: string };

const longest = 8_000;
const token = /\s+|([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+)/gsy;

/** Cuts a filter or a path into marks, JSON strings and words. */
export function filterTokens(text: string, refusal: ScimType): Token[] {
  if (text.length > longest) throw badRequest(refusal, "This is too long");
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) throw badRequest(refusal, "A string is not closed");
    const [, mark, string, word] = match;
    if (mark) tokens.push({ kind: "mark", text: mark as "(" });
    else if (string) tokens.push({ kind: "string", value: stringOf(string, refusal) });
    else if (word) tokens.push({ kind: "word", text: word });
  }
  return tokens;
}

/** No value that is kept holds a character that text cannot have, and the database would fail on being asked for one. */
function stringOf(text: string, refusal: ScimType): string {
  const value = readString(text, refusal);
  if (unwritableAt(value) >= 0) throw badRequest(refusal, "A string holds a character that text cannot have");
  return value;
}

function readString(text: string, refusal: ScimType): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    throw badRequest(refusal, "A string is not written as JSON has it");
  }
}
