import { describe, expect, test } from "vitest";
import { mostLines } from "@/lib/imports/import-schema";
import { attributesOf, readTable } from "@/lib/imports/read-table";

const columns = { email: { aliases: ["mail"], required: true }, name: { aliases: ["displayname"] } } as const;
const cellsOf = (csv: string) => readTable(csv, columns).map(({ cells }) => Object.fromEntries(cells));
const refusal = (csv: string) => {
  try {
    readTable(csv, columns);
  } catch (error) {
    return (error as Error).message;
  }
  return null;
};

describe("a file", () => {
  test("of more columns than anybody has is refused at its head, whatever it would take to hold its lines", () => {
    const head = (count: number) => ["email", ...Array.from({ length: count - 1 }, (_, at) => `attributes.a${at}`)];
    expect(readTable(`${head(200).join()}\na@b.c\n`, columns)).toHaveLength(1);
    expect(refusal(`${head(201).join()}\na@b.c\n`)).toBe("A file has at most 200 columns");
    expect(refusal(`${head(20_000).join()}\n${"\n".repeat(9_000)}a`)).toBe("A file has at most 200 columns");
  });

  test("is read with quotes, commas and line breaks in cells, and lines are counted as the file has them", () => {
    const rows = readTable('email,name\r\na@b.c,"Ada, Countess"\r\n\r\nd@e.f,"Two\nlines"\r\ng@h.i,Last\r\n', columns);
    expect(rows.map(({ cells }) => cells.get("name"))).toEqual(["Ada, Countess", "Two\nlines", "Last"]);
    expect(rows[0]?.line).toBe(2);
    expect(rows.every(({ problem }) => problem === null)).toBe(true);
  });

  test("may come from a spreadsheet: a byte order mark, semicolons or tabs, other spellings of its columns", () => {
    const expected = [{ email: "a@b.c", name: "Ada, Countess" }];
    expect(cellsOf("\ufeffE-Mail;Display Name\na@b.c;Ada, Countess")).toEqual(expected);
    expect(cellsOf("mail\tdisplay_name\n a@b.c \t Ada, Countess ")).toEqual(expected);
  });

  test("keeps the case of attributes, whose names policies use", () => {
    const [row] = readTable("email,Attributes.costCentre,attributes.empty\na@b.c,42,", columns);
    if (!row) throw new Error("There is a row");
    expect(attributesOf(row)).toEqual({ costCentre: "42" });
  });

  test("reports a line with more or fewer cells, and goes on", () => {
    const rows = readTable("email,name\na@b.c\nd@e.f,Dee,extra\ng@h.i,Gee", columns);
    expect(rows.map(({ problem }) => problem)).toEqual([
      "The line has 1 cell, not 2",
      "The line has 3 cells, not 2",
      null,
    ]);
  });

  test("is refused when a column is unknown, doubled, nameless or missing, or when there is nothing in it", () => {
    expect(refusal("email,phone\na@b.c,1")).toContain("“phone”");
    expect(refusal("email,mail\na@b.c,a@b.c")).toContain("twice");
    expect(refusal("email,\na@b.c,1")).toContain("no name");
    expect(refusal("name\nAda")).toContain("“email” is missing");
    expect(refusal("email,name\n")).toContain("nothing below");
    expect(refusal("\n\n")).toContain("empty");
    expect(refusal('email,name\na@b.c,"open')).toContain("quotes");
  });

  test("holds ten thousand lines and not one more", () => {
    const lines = (count: number) => `email\n${"a@b.c\n".repeat(count)}`;
    expect(readTable(lines(mostLines), columns)).toHaveLength(mostLines);
    expect(refusal(lines(mostLines + 1))).toContain("At most 10,000 lines");
    // What is behind them is not even read.
    expect(refusal(`${lines(mostLines + 1)}\n"open`)).toContain("At most 10,000 lines");
  });
});
