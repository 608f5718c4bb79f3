import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { BrokenAnswerError, readCompactJson } from "@/lib/engines/clickhouse/read-compact-json";

const head = '{\n\t"meta":\n\t[\n\t\t{\n\t\t\t"name": "a",\n\t\t\t"type": "String"\n\t\t}\n\t],\n\n\t"data":\n\t[\n';
const tail = '\n\t],\n\n\t"rows": 2,\n\n\t"statistics":\n\t{\n\t\t"elapsed": 0.1\n\t}\n}\n';
const rows = '\t\t["one"],\n\t\t["{\\n\\t],"]';

/** Reads text that comes a few characters at a time. */
async function read(text: string, pieces = 7) {
  const parts = Array.from({ length: Math.ceil(text.length / pieces) }, (_, n) =>
    text.slice(n * pieces, (n + 1) * pieces),
  );
  const seen: { columns: unknown; rows: string[] } = { columns: undefined, rows: [] };
  const whole = await readCompactJson(Readable.from(parts.map((part) => Buffer.from(part))), {
    onColumns: (columns) => {
      seen.columns = columns;
    },
    onRow: (line) => seen.rows.push(line) < 3,
  });
  return { ...seen, whole };
}

test("columns and rows arrive one by one, however the text was cut", async () => {
  for (const pieces of [1, 7, 10_000]) {
    expect(await read(head + rows + tail, pieces)).toEqual({
      columns: [{ name: "a", type: "String" }],
      rows: ['["one"]', '["{\\n\\t],"]'],
      whole: true,
    });
  }
  expect(await read(`${head}${tail}`)).toMatchObject({ rows: [], whole: true });
});

test("totals after the rows are no rows", async () => {
  const withTotals = tail.replace('\t"rows"', '\t"totals": ["x"],\n\n\t"rows"');
  expect(await read(head + rows + withTotals)).toMatchObject({ rows: { length: 2 }, whole: true });
});

test("reading ends where the reader has enough", async () => {
  const many = Array.from({ length: 100 }, () => '\t\t["x"]').join(",\n");
  expect(await read(head + many + tail)).toMatchObject({ rows: { length: 3 }, whole: false });
});

const words = "Code: 241, e.displayText() = DB::Exception: secret";

test.each([
  ["an error instead of an answer", words],
  ["an error after a row", `${head}\t\t["one"]${words}`],
  ["an error after a comma", `${head}\t\t["one"],\n${words}`],
  ["an error that holds what looks like the rest", `${head}\t\t["one"]${words}\n\t\t["two"]${tail}`],
  ["an answer that ends early", head + rows],
  ["an answer that ends in the last part", (head + rows + tail).slice(0, -10)],
  [
    "an exception that the server wrote as JSON",
    head + rows + tail.replace('"rows": 2', '"rows": 2, "exception": "secret"'),
  ],
  ["nothing", ""],
])("%s is refused without its words", async (_name, text) => {
  const error = await read(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BrokenAnswerError);
  expect(String(error)).not.toContain("secret");
  if (text.includes("Code:")) expect((error as BrokenAnswerError).serverCode).toBe("241");
});
