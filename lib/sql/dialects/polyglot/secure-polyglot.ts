import { derivedSelect } from "@/lib/sql/dialects/polyglot/derived-table";
import { type Locate, lex, locator, requireQuery } from "@/lib/sql/dialects/polyglot/lex";
import { type PolyglotReader, parseLexemes } from "@/lib/sql/dialects/polyglot/parse-text";
import { loadPolyglot } from "@/lib/sql/dialects/polyglot/parser";
import { Printer } from "@/lib/sql/dialects/polyglot/print";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { SelectRewriter } from "@/lib/sql/dialects/polyglot/secure-select";
import { type Query, sameTree } from "@/lib/sql/dialects/polyglot/tree";
import { verifySecured } from "@/lib/sql/dialects/polyglot/verify";
import { verifyReads } from "@/lib/sql/dialects/polyglot/verify-reads";
import { checkTextLimits, checkTokenLimits, maximumSecuredBytes } from "@/lib/sql/limits";
import { type PreparedSql, preparePlaceholders, requireAllFilled } from "@/lib/sql/placeholders";
import { needsFence } from "@/lib/sql/query-output";
import { notVerified, tooComplex } from "@/lib/sql/refusals";
import type { PlanSketch, SecuredStatement, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { placeholderNames, traceSecured } from "@/lib/sql/security-trace";

/**
 * MySQL's and ClickHouse's half of `secureSql`; see there for what it guarantees. With a twin of the context, also a
 * plan's sketch.
 */
export async function securePolyglot(
  profile: PolyglotProfile,
  sql: string,
  context: SecurityContext,
  twin?: SecurityContext,
): Promise<SecuredStatement> {
  checkTextLimits(sql);
  const prepared = preparePlaceholders(sql, profile.tokenize);
  checkTokenLimits(sql, prepared.tokens);
  const locate = locator(prepared.position);
  requireQuery(sql, prepared.tokens, locate);
  const lexemes = lex(profile, prepared.text, locate);
  const reader = { profile, parser: await loadPolyglot(profile.dialect) };
  const tree = parseLexemes(reader, lexemes, (value) => prepared.placeholders.has(value), locate);
  const twinTree = twin && structuredClone(tree);
  const rewriter = new SelectRewriter(context, reader, prepared.placeholders, locate);
  rewriter.rewrite(tree);
  requireAllFilled(prepared, rewriter.filled);
  const text = printVerified(tree, context, reader, rewriter.tables);
  if (text.includes(prepared.nonce)) throw notVerified();
  const sketch = twin && twinTree && sketchPlan(twinTree, twin, reader, prepared, locate);
  return { sql: text, trace: traceSecured(context, prepared, rewriter.tables, needsFence), sketch };
}

/** Values decide some refusals; where a marker meets one, there is no plan and nothing else is lost. */
function sketchPlan(
  tree: Query,
  twin: SecurityContext,
  reader: PolyglotReader,
  prepared: PreparedSql,
  locate: Locate,
): PlanSketch | undefined {
  try {
    const rewriter = new SelectRewriter(twin, reader, prepared.placeholders, locate);
    rewriter.rewrite(tree);
    const text = new Printer(reader.profile).query(tree);
    const tables = [...new Set(rewriter.tables)];
    // Of these servers it is not known which conditions can fail: the fence always stands.
    return { text, tables, placeholders: placeholderNames(prepared), fenced: true };
  } catch {
    return undefined;
  }
}

const refuse: Locate = () => notVerified();

/**
 * Prints the tree, and gives the text out only when a parser and, without it, the server's lexical rules find the same
 * tree in it, and every read of it a guarded one.
 */
function printVerified(
  tree: Query,
  context: SecurityContext,
  reader: PolyglotReader,
  tables: readonly TableAccess[],
): string {
  const { profile } = reader;
  const printer = new Printer(profile);
  const text = printer.query(tree);
  if (text.length > maximumSecuredBytes) throw tooComplex("with its policies it becomes too long");
  const lexemes = lexPrinted(profile, text);
  const again = parseLexemes(reader, lexemes, () => false, refuse);
  if (!sameTree(tree, again)) throw notVerified();
  verifySecured(again, context, reader);
  const derived = [...new Set(tables)].flatMap((table) =>
    (profile.hasFinal ? [false, true] : [false]).map((final) =>
      lexPrinted(profile, printer.query(derivedSelect(reader, table, final))),
    ),
  );
  verifyReads(lexemes, derived, (name) => profile.isTableFunction(name));
  return text;
}

/** The printed text in pieces: no comment, no end of a statement, nothing unclosed. */
function lexPrinted(profile: PolyglotProfile, text: string) {
  const plain = profile.tokenize(text).every((token) => token.closed && token.kind !== "comment");
  if (!plain || profile.tokenize(text).some((token) => text.substring(token.start, token.end) === ";"))
    throw notVerified();
  return lex(profile, text, refuse);
}
