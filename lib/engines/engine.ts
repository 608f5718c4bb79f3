import type { S3Login } from "./duckdb/s3/s3-login";

/** One shape for every database that cards read from. Callers: `lib/queries` (run) and `lib/connections` (test, introspect). */

export type EngineName = "postgres" | "duckdb" | "mysql" | "clickhouse";

/** What a column holds, as far as drawing and sorting need to know. */
export type ColumnKind = "text" | "number" | "boolean" | "date" | "timestamp" | "time" | "json" | "other";

export interface ResultColumn {
  readonly name: string;
  readonly type: ColumnKind;
}

/** A JSON value: numbers only where exact (else a string), dates as `YYYY-MM-DD`, timestamps as ISO 8601. */
export type CellValue = string | number | boolean | null;

export interface EngineResult {
  readonly columns: readonly ResultColumn[];
  /** Column by column: `data[c][r]`. */
  readonly data: readonly (readonly CellValue[])[];
  readonly rowCount: number;
  /** True when the source had more rows than `maximumRows`. */
  readonly truncated: boolean;
  /** Time in the engine, first byte to last row. */
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly maximumRows: number;
  readonly timeoutMilliseconds: number;
  /** When it aborts, the query is cancelled in the server too. */
  readonly signal?: AbortSignal;
  /** On whose behalf: what one of them may keep open is bounded. Nobody's in particular when it is missing. */
  readonly tenant?: string;
}

export interface PostgresTarget {
  readonly engine: "postgres";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl: "disable" | "require" | "verify-full";
  /** Database role to run as (`SET ROLE`), from the schema layer. */
  readonly role?: string;
}

/**
 * One logical table over files. `path` is absolute, or `s3://bucket/key`, and may hold `*` where an admin's template put
 * it.
 */
export interface DuckdbFileTable {
  readonly schema: string;
  readonly name: string;
  readonly format: "parquet" | "csv";
  readonly path: string;
}

export interface DuckdbTarget {
  readonly engine: "duckdb";
  /** The only folders of this machine that the instance may read, absolute and canonical. */
  readonly directories: readonly string[];
  /** For tables whose path is on S3. */
  readonly s3?: S3Login;
  readonly tables: readonly DuckdbFileTable[];
}

/** MySQL 5.7 and newer, MariaDB 10.4 and newer. */
export interface MysqlTarget {
  readonly engine: "mysql";
  readonly host: string;
  readonly port: number;
  /** What MySQL calls a schema, too: where names without one are looked up. */
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl: "disable" | "require" | "verify-full";
}

/** Reached over HTTP. */
export interface ClickhouseTarget {
  readonly engine: "clickhouse";
  readonly host: string;
  readonly port: number;
  /** HTTPS, with a certificate that this machine trusts. */
  readonly secure: boolean;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export type EngineTarget = PostgresTarget | DuckdbTarget | MysqlTarget | ClickhouseTarget;

export interface ConnectionHealth {
  readonly ok: boolean;
  /** Server version, or a fixed sentence that says what failed; never the engine's own error text. */
  readonly message: string;
  /** E.g. a login that could write. */
  readonly warnings: readonly string[];
  readonly milliseconds: number;
}

export interface IntrospectedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: "table" | "view";
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  readonly primaryKey: readonly string[];
  /** Where the database says that columns point to another table's; absent where it says none. */
  readonly foreignKeys?: readonly ForeignKey[];
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly schema: string;
  readonly table: string;
  /** The other table's columns, in the order of `columns`. */
  readonly references: readonly string[];
}
