import type { Readable } from "node:stream";
import type { CellValue, EngineResult, ResultColumn } from "../engine";
import { engineErrors } from "../engine-errors";
import { columnTypeOf, isDecimal } from "./column-types";
import { BrokenAnswerError, type CompactColumn, readCompactJson } from "./read-compact-json";

export interface ReadQueryLimits {
  readonly maximumRows: number;
  readonly maximumBytes: number;
  /** Whether the server writes decimals as text. */
  readonly quotesDecimals: boolean;
}

export interface ReadQueryOutcome {
  readonly result: Omit<EngineResult, "milliseconds">;
  /** False when the server still had rows to send. */
  readonly complete: boolean;
}

/**
 * Reads at most the rows asked for from an answer. The limit is ours: the server's own would cut subqueries short too.
 *
 * @throws DomainError `query_refused` beyond the byte limit, BrokenAnswerError when the answer is not whole.
 */
export async function readQuery(stream: Readable, limits: ReadQueryLimits): Promise<ReadQueryOutcome> {
  let rows: RowCollector | undefined;
  const complete = await readCompactJson(stream, {
    onColumns: (columns) => {
      rows = new RowCollector(columns, limits);
    },
    onRow: (line) => rows?.add(line) ?? false,
  });
  if (!rows) throw engineErrors.refused();
  return { result: rows.result(), complete };
}

class RowCollector {
  readonly #columns: ResultColumn[];
  readonly #readers: readonly ((value: unknown) => CellValue)[];
  readonly #data: CellValue[][];
  readonly #decimals: boolean;
  #rowCount = 0;
  #bytes = 0;

  constructor(
    columns: readonly CompactColumn[],
    readonly limits: ReadQueryLimits,
  ) {
    const types = columns.map(({ type }) => columnTypeOf(type));
    this.#columns = columns.map(({ name }, index) => ({ name, type: types[index]?.kind ?? "other" }));
    this.#readers = types.map((type) => type.read);
    this.#data = columns.map(() => []);
    this.#decimals = !limits.quotesDecimals && columns.some(({ type }) => isDecimal(type));
  }

  /** Gives false at the first row too many. */
  add(line: string): boolean {
    this.#rowCount += 1;
    if (this.#rowCount > this.limits.maximumRows) return false;
    this.#bytes += line.length;
    if (this.#bytes > this.limits.maximumBytes) throw engineErrors.tooLarge();
    const cells = parseRow(this.#decimals && longNumber.test(line) ? quoteNumbers(line) : line);
    this.#readers.forEach((read, column) => {
      const value = cells[column] ?? null;
      this.#data[column]?.push(value === null ? null : read(value));
    });
    return true;
  }

  result(): ReadQueryOutcome["result"] {
    const truncated = this.#rowCount > this.limits.maximumRows;
    const rowCount = truncated ? this.limits.maximumRows : this.#rowCount;
    return { columns: this.#columns, data: this.#data, rowCount, truncated };
  }
}

/** Fifteen digits and their point always survive a double. */
const longNumber = /[\d.]{16}/;

function parseRow(line: string): unknown[] {
  try {
    return JSON.parse(line);
  } catch {
    throw new BrokenAnswerError(undefined);
  }
}

/** Keeps the digits of numbers that JSON would round, by making texts of them. */
function quoteNumbers(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"${token}"`));
}
