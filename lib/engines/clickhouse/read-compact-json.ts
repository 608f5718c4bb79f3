import type { Readable } from "node:stream";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import { serverCodeIn } from "./server-code";

export interface CompactColumn {
  readonly name: string;
  readonly type: string;
}

export interface CompactJsonReader {
  onColumns(columns: readonly CompactColumn[]): void;
  /** One row as JSON. False to read no further. */
  onRow(line: string): boolean;
}

/** What came instead of the rest of an answer. Holds the number of the server's error, never its words. */
export class BrokenAnswerError extends Error {
  constructor(readonly serverCode: string | undefined) {
    super("The answer broke off");
  }
}

/**
 * Reads an answer in ClickHouse's format JSONCompact as it comes, which puts each row on a line. An error that strikes
 * after the first bytes is written into the answer; it never looks like a row, because whatever is no row and not the
 * answer's own frame ends the reading.
 *
 * @returns whether the answer was read to its end; false when the reader stopped it
 * @throws BrokenAnswerError when it is not whole
 */
export async function readCompactJson(stream: Readable, reader: CompactJsonReader): Promise<boolean> {
  const parser = new CompactJsonParser(reader);
  // The beginning of a line, in the pieces that it came in: joined once, however many they are.
  let rest: string[] = [];
  let restLength = 0;
  stream.setEncoding("utf8");
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = chunk.split("\n");
    const last = lines.pop() ?? "";
    if (lines.length > 0) {
      lines[0] = rest.join("") + lines[0];
      for (const line of lines) if (!parser.take(line)) return false;
      rest = [];
      restLength = 0;
    }
    rest.push(last);
    restLength += last.length;
    if (restLength > engineSettings().maximumResultBytes) throw engineErrors.tooLarge();
  }
  const last = rest.join("");
  if (last !== "") parser.take(last);
  parser.finish();
  return true;
}

class CompactJsonParser {
  #part: "head" | "opening" | "rows" | "tail" = "head";
  #frame = "";

  constructor(readonly reader: CompactJsonReader) {}

  take(line: string): boolean {
    switch (this.#part) {
      case "head":
        if (line === '\t"data":') this.#takeColumns();
        else this.#frame += line;
        return true;
      case "opening":
        if (line !== "\t[") throw broken(line);
        this.#part = "rows";
        return true;
      case "rows":
        return this.#takeRow(line);
      case "tail":
        this.#frame += line;
        return true;
    }
  }

  finish(): void {
    if (this.#part !== "tail") throw broken(this.#frame);
    const end = parsed(this.#frame) as { rows?: unknown; exception?: unknown };
    if (typeof end.rows !== "number" || end.exception !== undefined) throw broken(this.#frame);
  }

  #takeColumns(): void {
    const { meta } = parsed(`${this.#frame.trimEnd().replace(/,$/, "")}}`) as { meta: CompactColumn[] };
    this.reader.onColumns(meta);
    this.#part = "opening";
    this.#frame = "{";
  }

  #takeRow(line: string): boolean {
    if (line.startsWith("\t\t[")) {
      const row = line.endsWith(",") ? line.slice(2, -1) : line.slice(2);
      if (!row.endsWith("]")) throw broken(line);
      return this.reader.onRow(row);
    }
    if (line === "\t],") this.#part = "tail";
    else if (line !== "") throw broken(line);
    return true;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken(text);
  }
}

function broken(text: string): BrokenAnswerError {
  return new BrokenAnswerError(serverCodeIn(text));
}
