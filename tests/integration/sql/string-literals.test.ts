import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { duckdbLiteral } from "@/lib/sql/dialects/duckdb/string-literal";
import { postgresLiteral } from "@/lib/sql/dialects/postgres/string-literal";

const hostile = [
  "'",
  "\\",
  "\\'",
  "'\\",
  "x' OR '1'='1",
  "\\x27",
  "\\047",
  "\\u0027",
  "$$'$$",
  "/*'*/",
  "--'\n'",
  "{{ x }}",
  "😀'\\😀",
  "\u2019",
  "\ufeff'",
  "a\r\nb",
  "'".repeat(1_001),
  "\\".repeat(1_001),
  "long '\\".repeat(20_000),
];

/** Text that a database can hold. */
const text = fc
  .oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("'", "\\", "x", "2", "7", "\n", "é") }),
  )
  .filter((value) => !/\0|\p{Surrogate}/u.test(value));

test.each(["on", "off"])(
  "PostgreSQL reads back every text from its literal, standard_conforming_strings %s",
  async (setting) => {
    const client = new pg.Client({ connectionString: inject("adminUrl") });
    await client.connect();
    await client.query(`SET standard_conforming_strings = ${setting}; SET escape_string_warning = off`);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (values) => {
          const list = values.map((value) => `${postgresLiteral(value)}::text`).join(", ");
          const { rows } = await client.query({ text: `SELECT ${list}`, rowMode: "array" });
          expect(rows).toEqual([values]);
        }),
        { numRuns: 200, examples: [[hostile]] },
      );
    } finally {
      await client.end();
    }
  },
);

test("DuckDB reads back every text from its literal", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (values) => {
        const list = values.map((value) => `hex(${duckdbLiteral(value)})`).join(", ");
        const reader = await connection.runAndReadAll(`SELECT ${list}`);
        expect(reader.getRows()).toEqual([values.map((value) => Buffer.from(value).toString("hex").toUpperCase())]);
      }),
      { numRuns: 200, examples: [[hostile]] },
    );
  } finally {
    instance.closeSync();
  }
});
