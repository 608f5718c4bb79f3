import type { CellValue, ColumnKind, IntrospectedTable } from "../engine";

/** What the web process and the DuckDB worker say to each other. Plain data: it crosses a process boundary. */

/** Handed over when the worker starts. */
export interface WorkerSettings {
  readonly maximumInstances: number;
  readonly maximumRunningQueries: number;
  readonly threads: number;
  readonly memoryLimit: string;
  /** What small files may take of it when they are held in memory. */
  readonly loadedMemory: string;
}

/** One logical table with the canonical paths of its files; none when no file was found. */
export interface WorkerTable {
  readonly schema: string;
  readonly name: string;
  readonly format: "parquet" | "csv";
  readonly files: readonly string[];
  readonly bytes: number;
}

export interface WorkerTarget {
  /** Equal for equal folders, tables and versions of files, and for nothing else. */
  readonly key: string;
  readonly directories: readonly string[];
  readonly tables: readonly WorkerTable[];
}

export type WorkerRequest =
  | {
      readonly kind: "run";
      readonly id: number;
      readonly target: WorkerTarget;
      readonly sql: string;
      readonly maximumRows: number;
      readonly maximumBytes: number;
    }
  | { readonly kind: "describe"; readonly id: number; readonly target: WorkerTarget }
  | { readonly kind: "cancel"; readonly id: number };

/** Numbers travel as one block, with NaN where the cell is null; a NaN of the data has become text before. */
export type PackedColumn = Float64Array | readonly CellValue[];

export interface RunAnswer {
  readonly columns: readonly { readonly name: string; readonly type: ColumnKind }[];
  readonly packed: readonly PackedColumn[];
  readonly rowCount: number;
  readonly truncated: boolean;
  readonly milliseconds: number;
}

export interface DescribeAnswer {
  readonly version: string;
  readonly tables: readonly IntrospectedTable[];
  /** Tables whose files are missing or cannot be read. */
  readonly broken: readonly { readonly schema: string; readonly name: string }[];
}

export type WorkerFailure = "refused" | "too_large" | "files_missing" | "cancelled" | "unavailable";

export type WorkerResponse =
  | { readonly kind: "ready" }
  | { readonly kind: "ran"; readonly id: number; readonly answer: RunAnswer }
  | { readonly kind: "described"; readonly id: number; readonly answer: DescribeAnswer }
  | { readonly kind: "failed"; readonly id: number; readonly failure: WorkerFailure; readonly errorClass: string };
