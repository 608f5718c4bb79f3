import type { CallExpression, Expression } from "@/lib/sql/dialects/polyglot/tree";
import type { FoldName, Namespace } from "@/lib/sql/name-scope";
import type { ConstantTarget } from "@/lib/sql/placeholder-values";
import type { Dialect } from "@/lib/sql/security-context";
import type { SqlToken } from "@/lib/sql/sql-tokens";

/** What one lexical piece says: names without their quotes, strings without their escapes. */
export interface Lexeme {
  readonly kind: "word" | "name" | "string" | "number" | "symbol";
  readonly value: string;
  readonly start: number;
}

/** What the two dialects that share a parser have each for themselves. */
export interface PolyglotProfile {
  readonly dialect: Extract<Dialect, "mysql" | "clickhouse">;
  /** Splits text by the server's lexical rules. */
  tokenize(text: string): SqlToken[];
  /** One token's meaning; undefined for a comment. @throws SqlRefusal for pieces that never pass */
  lexeme(text: string, token: SqlToken): Lexeme | undefined;
  /** Brings spellings of one thing to one spelling: `&&` to AND, `LIMIT a, b` to `LIMIT b OFFSET a`. */
  normalize(lexemes: readonly Lexeme[]): Lexeme[];
  /** Words that the parser gets to see; every other one is a name. */
  readonly keywords: ReadonlySet<string>;
  /** Words that refuse when they are no name: what they begin, for the message. */
  readonly refusedWords: ReadonlyMap<string, string>;
  /** Words before `(` that the parser must read itself, where the call has words between its arguments. */
  readonly nativeCalls: ReadonlySet<string>;
  readonly valueWords: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  /** Functions whose first argument is a unit. */
  readonly unitFunctions: ReadonlySet<string>;
  /** Types by their capitals, and as the server spells them. */
  readonly castTypes: Readonly<Record<string, string>>;
  readonly joins: Readonly<Record<string, string>>;
  isScalarFunction(name: string): boolean;
  isAggregateFunction(name: string): boolean;
  isWindowFunction(name: string): boolean;
  /** What may stand in FROM as a function of plain numbers. */
  isTableFunction(name: string): boolean;
  /** The columns of such a function. @throws SqlRefusal when its ends are no small plain numbers */
  numbersColumns(call: CallExpression, alias: string | undefined): Namespace;
  /** Functions that give several rows for one. */
  isManyRows(name: string): boolean;
  isCollation(name: string): boolean;
  /** How values must look beside a column of this type, in the server's own spelling. */
  constantTarget(columnType: string): ConstantTarget;
  /** TRUE and FALSE, as the server writes them. */
  truth(value: boolean): Expression;
  quoteName(name: string): string;
  quoteString(value: string): string;
  /** How columns, tables and aliases compare. */
  readonly fold: FoldName;
  /** What a LIMIT in a derived table must say so that no condition passes it and no row is lost. */
  readonly fenceLimit: string;
  /** Whether names of the select list may stand anywhere in it, not only after WHERE. */
  readonly aliasesEverywhere: boolean;
  /** Whether FINAL may follow a table. */
  readonly hasFinal: boolean;
}
