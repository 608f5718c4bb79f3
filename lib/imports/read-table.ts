import { CsvError, parse } from "csv-parse/sync";
import { DomainError } from "@/lib/errors";
import { mostLines } from "./import-schema";

/** One line of a file by its columns. Cells are trimmed; an empty one is the empty string. */
export interface TableRow {
  /** Where it begins in the file; the head is line 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Why the line is no line of this table at all. */
  readonly problem: string | null;
}

/** The columns that a kind of file has: other spellings of a name, and whether it must be there. */
export type Columns = Readonly<Record<string, { readonly aliases?: readonly string[]; readonly required?: boolean }>>;

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const attributePrefix = "attributes.";
/** Every line has a cell for each of them, also a line that is empty. */
const mostColumns = 200;

/**
 * Reads a CSV file (RFC 4180; also with semicolons or tabs, as spreadsheets write them) against its columns. A column
 * that nobody knows is refused and not passed over: what stands in it would be lost without a word.
 *
 * @throws DomainError `invalid_input` for a file that has no table in it, or more lines than are taken
 */
export function readTable(csv: string, columns: Columns): readonly TableRow[] {
  const [head, ...lines] = parsed(csv);
  if (!head) throw refused("The file is empty");
  if (head.record.length > mostColumns) throw refused(`A file has at most ${mostColumns} columns`);
  const names = head.record.map((title) => nameOf(title, columns));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice) throw refused(`The column “${twice}” is there twice`);
  for (const [name, { required }] of Object.entries(columns)) {
    if (required && !names.includes(name)) throw refused(`The first line names the columns, and “${name}” is missing`);
  }
  if (lines.length === 0) throw refused("There is nothing below the names of the columns");
  if (lines.length > mostLines) {
    throw refused(`At most ${mostLines.toLocaleString("en-US")} lines are taken at once; this file has more`);
  }
  return lines.map(({ record, info }) => ({
    line: info.lines,
    cells: new Map(names.map((name, index) => [name, (record[index] ?? "").trim()])),
    problem:
      record.length === names.length
        ? null
        : `The line has ${record.length} ${record.length === 1 ? "cell" : "cells"}, not ${names.length}`,
  }));
}

/** The attributes of a line: the cells of `attributes.…` that are not empty. */
export function attributesOf(row: TableRow): Record<string, string> {
  const filled = [...row.cells].filter(([name, value]) => name.startsWith(attributePrefix) && value !== "");
  return Object.fromEntries(filled.map(([name, value]) => [name.slice(attributePrefix.length), value]));
}

function parsed(csv: string): readonly Parsed[] {
  try {
    return parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // The head, and one line more than are taken: nobody waits while the rest of millions of short ones is read.
      to: mostLines + 2,
    }) as unknown as Parsed[];
  } catch (error) {
    if (error instanceof CsvError) throw refused(`The quotes of line ${error.lines ?? 1} do not fit together`);
    throw error;
  }
}

/** What separates the names of the columns separates everything. */
function delimiterOf(csv: string): string {
  const head = /^[^\r\n]*/.exec(csv)?.[0] ?? "";
  const occurs = (character: string) => head.split(character).length;
  return [",", ";", "\t"].reduce((best, character) => (occurs(character) > occurs(best) ? character : best));
}

function nameOf(title: string, columns: Columns): string {
  const wanted = title.trim();
  // Attributes keep their case: policies name them so.
  if (wanted.toLowerCase().startsWith(attributePrefix)) return attributePrefix + wanted.slice(attributePrefix.length);
  const plain = wanted.toLowerCase().replace(/[\s_-]/g, "");
  const found = Object.entries(columns).find(([name, { aliases = [] }]) => [name, ...aliases].includes(plain));
  if (found) return found[0];
  const known = [...Object.keys(columns), `${attributePrefix}…`].join(", ");
  throw refused(
    wanted === "" ? "A column has no name" : `Nothing is known of a column “${wanted}”; there are ${known}`,
  );
}

function refused(message: string): DomainError {
  return new DomainError("invalid_input", message, { csv: message });
}
