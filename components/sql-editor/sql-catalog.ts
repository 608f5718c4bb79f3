/** What a query may name, for completion. Structural, so that whoever has it from a server hands it on as it is. */
export interface SqlCatalog {
  readonly defaultSchema: string;
  readonly tables: readonly {
    /** Null for what is named without a schema. */
    readonly schema: string | null;
    readonly name: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  }[];
  /** Names that stand between braces. */
  readonly placeholders: readonly string[];
}

export type SqlEngine = "POSTGRES" | "MYSQL" | "DUCKDB" | "CLICKHOUSE";
