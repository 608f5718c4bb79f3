import { randomBytes } from "node:crypto";
import { misplacedPlaceholder } from "@/lib/sql/refusals";
import { sourcePosition } from "@/lib/sql/source-position";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { type SqlToken, tokenizeSql } from "@/lib/sql/sql-tokens";

/** One `{{ name }}` of a text. */
export interface Placeholder {
  readonly name: string;
  /** Where its opening braces (or the quote before them) stand in the author's text. */
  readonly offset: number;
  /** Written as a whole quoted literal, `'{{ name }}'`: a scalar value then becomes a string. */
  readonly quoted: boolean;
  /** The string constant that stands in its place until the tree is filled. */
  readonly standIn: string;
}

/** SQL text in which string constants stand for the placeholders, so that a parser can read it. */
export interface PreparedSql {
  readonly source: string;
  readonly text: string;
  readonly tokens: readonly SqlToken[];
  readonly placeholders: ReadonlyMap<string, Placeholder>;
  /** Part of every stand-in and of nothing the author wrote. */
  readonly nonce: string;
  /** Position in the author's text of an offset in `text`. */
  position(offset: number): { readonly line: number; readonly column: number };
}

const placeholderName = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_-]+)*$/;
const macroName = /^([A-Za-z_][A-Za-z0-9_]*)\s*\(\s*\)$/;
const wholeLiteral = /^'\{\{([^{}]*)\}\}'$/;
const anyPlaceholder = /\{\{\s*[A-Za-z_][\w.-]*\s*(?:\(\s*\)\s*)?\}\}/;

/** The key a placeholder's value is kept under: `state`, `tenant.key`, `current_user_tenant()`; undefined when it is no name. */
export function parsePlaceholderName(inside: string): string | undefined {
  const name = inside.trim();
  const macro = macroName.exec(name)?.[1];
  if (macro !== undefined) return `${macro}()`;
  return placeholderName.test(name) ? name : undefined;
}

/**
 * Replaces every placeholder by a string constant that nothing else in the text can equal; values come in later, as
 * constants of the tree, and never as text (R12).
 *
 * @throws SqlRefusal `sql_placeholder_misplaced` inside longer literals, comments, dollar quotes and identifiers.
 */
export function preparePlaceholders(source: string, tokenize = tokenizeSql): PreparedSql {
  const tokens = tokenize(source);
  const placeholders = new Map<string, Placeholder>();
  const nonce = freshNonce(source);
  const shifts: { readonly from: number; readonly delta: number }[] = [];
  let text = "";
  let copied = 0;
  let previous: SqlToken | undefined;
  for (const token of tokens) {
    const found = placeholderIn(source, token);
    if (found !== undefined) {
      const standIn = `${nonce}_${placeholders.size}`;
      placeholders.set(standIn, { ...found, offset: token.start, standIn });
      const literal = previous && isWordIn(source, previous) ? `('${standIn}')` : `'${standIn}'`;
      text += source.substring(copied, token.start) + literal;
      copied = token.end;
      shifts.push({ from: text.length, delta: copied - text.length });
    }
    if (token.kind !== "comment") previous = token;
  }
  text += source.substring(copied);
  const position = (offset: number) =>
    sourcePosition(source, offset + (shifts.findLast((s) => s.from <= offset)?.delta ?? 0));
  return { source, text, tokens, placeholders, nonce, position };
}

function freshNonce(source: string): string {
  for (;;) {
    const nonce = `bulkhead_${randomBytes(12).toString("hex")}`;
    if (!source.includes(nonce)) return nonce;
  }
}

function isWordIn(source: string, token: SqlToken): boolean {
  return token.kind === "word" && source.substring(token.start, token.end).toLowerCase() === "in";
}

function placeholderIn(source: string, token: SqlToken): { name: string; quoted: boolean } | undefined {
  const written = source.substring(token.start, token.end);
  if (token.kind === "placeholder") {
    const name = token.closed ? parsePlaceholderName(written.slice(2, -2)) : undefined;
    if (name === undefined) throw misplaced(source, token.start, "…", "a placeholder is a name between {{ and }}");
    return { name, quoted: false };
  }
  if (token.kind === "string" && token.prefix === "") {
    const name = parsePlaceholderName(wholeLiteral.exec(written)?.[1] ?? "");
    if (name !== undefined) return { name, quoted: true };
  }
  if (token.kind === "word" || token.kind === "number" || token.kind === "symbol") return undefined;
  const inside = anyPlaceholder.exec(written);
  if (inside === null) return undefined;
  const name = inside[0].slice(2, -2).trim();
  throw misplaced(
    source,
    token.start + inside.index,
    name,
    `it must be a whole expression or a whole quoted literal, not a part of ${kindName(token)}`,
  );
}

function kindName(token: SqlToken): string {
  if (token.kind === "comment") return "a comment";
  if (token.kind === "quoted_identifier") return "an identifier";
  return token.kind === "dollar_string" ? "a dollar-quoted string" : "a longer string";
}

function misplaced(source: string, offset: number, name: string, advice: string): SqlRefusal {
  const refusal = misplacedPlaceholder(name, advice);
  const { line, column } = sourcePosition(source, offset);
  return new SqlRefusal(refusal.code, refusal.message, line, column);
}

/**
 * Every placeholder must have been met as a constant of the tree; one that was not stands where no constant does.
 *
 * @throws SqlRefusal `sql_placeholder_misplaced`
 */
export function requireAllFilled(prepared: PreparedSql, filled: ReadonlySet<string>): void {
  for (const placeholder of prepared.placeholders.values()) {
    if (filled.has(placeholder.standIn)) continue;
    const { code, message } = misplacedPlaceholder(placeholder.name, "it must be a whole expression");
    const { line, column } = prepared.position(placeholder.offset);
    throw new SqlRefusal(code, message, line, column);
  }
}
