import { lex } from "@/lib/sql/dialects/polyglot/lex";
import { parseLexemes } from "@/lib/sql/dialects/polyglot/parse-text";
import { loadPolyglot } from "@/lib/sql/dialects/polyglot/parser";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { verifySecured } from "@/lib/sql/dialects/polyglot/verify";
import { verifyReads } from "@/lib/sql/dialects/polyglot/verify-reads";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { tenantContext } from "../../unit/sql/guard-fixture";

/** Which of the two looks at a printed text must find something wrong with it. */
export type Finder = "tree" | "words" | "both";

export type DoctoredText = readonly [Finder, string];

export interface PrintedTexts {
  /** Texts as the guard prints them, and its own derived tables in them. */
  readonly honest: readonly string[];
  readonly derived: readonly string[];
  readonly doctored: readonly DoctoredText[];
}

/** What either look at printed texts lets through, or refuses, and should not. */
export async function* polyglotVerificationFailures(
  profile: PolyglotProfile,
  texts: PrintedTexts,
): AsyncGenerator<string> {
  const reader = { profile, parser: await loadPolyglot(profile.dialect) };
  const read = (text: string) => lex(profile, text, (refusal) => refusal);
  const derived = texts.derived.map(read);
  const forgetful = { parse: (text: string) => reader.parser.parse(text.replace(/ WHERE .*/, "")) };
  const parseForgetfully = (text: string) => {
    parseLexemes(
      { ...reader, parser: forgetful },
      read(text),
      () => false,
      (refusal) => refusal,
    );
  };
  if (passes(parseForgetfully, "SELECT 1 FROM `sales` WHERE `id` = 1")) yield "a parser that drops a condition";
  const looks = {
    tree: (text: string) =>
      verifySecured(
        parseLexemes(
          reader,
          read(text),
          () => false,
          (refusal) => refusal,
        ),
        tenantContext(profile.dialect),
        reader,
      ),
    words: (text: string) => verifyReads(read(text), derived, profile.isTableFunction),
  };
  for (const [name, look] of Object.entries(looks)) {
    for (const text of texts.honest) if (!passes(look, text)) yield `not verified by ${name}: ${text}`;
    for (const [finder, text] of texts.doctored)
      if ((finder === name || finder === "both") && passes(look, text)) yield `verified by ${name}: ${text}`;
  }
}

function passes(look: (text: string) => void, text: string): boolean {
  try {
    look(text);
    return true;
  } catch (error) {
    if (error instanceof SqlRefusal && error.code === "sql_not_verified") return false;
    throw error;
  }
}
