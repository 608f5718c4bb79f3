import { mysqlProfile } from "@/lib/sql/dialects/mysql/mysql-profile";
import { lex } from "@/lib/sql/dialects/polyglot/lex";
import { parseLexemes } from "@/lib/sql/dialects/polyglot/parse-text";
import { loadPolyglot } from "@/lib/sql/dialects/polyglot/parser";
import { verifySecured } from "@/lib/sql/dialects/polyglot/verify";
import { verifyReads } from "@/lib/sql/dialects/polyglot/verify-reads";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { tenantContext } from "../../unit/sql/guard-fixture";
import { doctoredMysqlTexts, honestMysqlTexts, mysqlDerived } from "./mysql-texts";

/** What either look at printed texts lets through, or refuses, and should not. */
export async function* mysqlVerificationFailures(): AsyncGenerator<string> {
  const reader = { profile: mysqlProfile, parser: await loadPolyglot("mysql") };
  const read = (text: string) => lex(mysqlProfile, text, (refusal) => refusal);
  const derived = mysqlDerived.map(read);
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
        tenantContext("mysql"),
        reader,
      ),
    words: (text: string) => verifyReads(read(text), derived, () => false),
  };
  for (const [name, look] of Object.entries(looks)) {
    for (const text of honestMysqlTexts) if (!passes(look, text)) yield `not verified by ${name}: ${text}`;
    for (const [finder, text] of doctoredMysqlTexts)
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
