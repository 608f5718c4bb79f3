import { processState } from "@/lib/process-state";
import { checkTreeLimits } from "@/lib/sql/limits";
import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** A node of the parser's own tree: `{tag: fields}`. */
export type Raw = string | number | boolean | null | undefined | Raw[] | RawObject;
export interface RawObject {
  [field: string]: Raw;
}

export interface PolyglotParser {
  parse(text: string): { readonly tree: RawObject } | { readonly errorAt: number } | { readonly tooComplex: true };
}

/** Loads the parser once in a process: it is 22 MB of WebAssembly that only these dialects need. */
export async function loadPolyglot(dialect: "mysql" | "clickhouse"): Promise<PolyglotParser> {
  const sdk = await processState("sql.polyglot", () => import("@polyglot-sql/sdk"));
  const own = dialect === "mysql" ? sdk.Dialect.MySQL : sdk.Dialect.ClickHouse;
  return {
    parse: (text) => {
      const answer = sdk.parse(text, own);
      if (!answer.success && answer.error.includes("E_GUARD_")) return { tooComplex: true };
      if (!answer.success) return { errorAt: answer.errorStart ?? 0 };
      checkTreeLimits(answer.ast);
      const [tree, ...more] = answer.ast as unknown as RawObject[];
      if (tree === undefined) throw new SqlRefusal("sql_not_a_query", "The query is empty");
      if (more.length > 0) throw new SqlRefusal("sql_not_a_query", "Only one statement is allowed");
      return { tree };
    },
  };
}
