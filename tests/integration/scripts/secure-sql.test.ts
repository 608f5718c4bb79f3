import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import { securedDialects } from "@/lib/sql/secure-sql";

const root = path.resolve(import.meta.dirname, "../../..");

function start(): ChildProcessWithoutNullStreams {
  const { NODE_ENV: _own, ...env } = process.env as Record<string, string>;
  const child = spawn(process.execPath, [path.join(root, "scripts", "secure-sql.mjs")], {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

interface Run {
  readonly answers: Answer[];
  readonly code: number | null;
  readonly errors: string;
}
interface Answer {
  readonly ok: boolean;
  readonly sql?: string;
  readonly trace?: { readonly tables: readonly { readonly name: string; readonly fenced: boolean }[] };
  readonly code?: string;
  readonly message?: string;
  readonly line?: number;
  readonly column?: number;
}

async function run(input: string | Buffer): Promise<Run> {
  const child = start();
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  expect(output === "" || output.endsWith("\n")).toBe(true);
  const answers = output
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);
  return { answers, code, errors };
}

const lines = (...inputs: readonly unknown[]) =>
  inputs.map((input) => `${typeof input === "string" ? input : JSON.stringify(input)}\n`).join("");

const sales = {
  columns: { id: "integer", state: "text", amount: "bigint", cost: "bigint", ssn: "text" },
  exposure: "protected",
  filter: "state IN {{ state }}",
  excludedColumns: ["cost"],
  maskedColumns: { ssn: "'***'" },
};
const parameters = { state: ["California", "O'Hare\\"], least: 5 };
const inputFor = (dialect: string, change: object = {}) => ({
  dialect,
  sql: "SELECT * FROM sales WHERE amount > {{ least }}",
  tables: { sales },
  parameters,
  ...change,
});

describe.each(securedDialects.filter((dialect) => ["postgres", "duckdb"].includes(dialect)))(
  "npm run secure-sql (%s)",
  (dialect) => {
    test("gives each line its secured statement or its refusal, in order", async () => {
      const plain = (table: object) => ({ columns: { id: "integer" }, exposure: "shared", ...table });
      const { answers, code, errors } = await run(
        lines(
          inputFor(dialect),
          inputFor(dialect, { sql: "SELECT cost\n  FROM sales" }),
          inputFor(dialect, { sql: "SELECT 1;\nDELETE FROM sales" }),
          inputFor(dialect, {
            sql: "SELECT * FROM sales s JOIN hidden h ON true",
            tables: { sales, hidden: plain({ exposure: "hidden" }) },
          }),
          inputFor(dialect, { parameters: { least: 1 } }),
          inputFor(dialect, { parameters: { ...parameters, state: [] } }),
          inputFor(dialect, { sql: "SELECT sales.* FROM sales", tables: { sales: { ...sales, filter: undefined } } }),
          inputFor(dialect, { sql: "SELECT * FROM c", tables: { sales, c: plain({}) } }),
        ),
      );
      expect([code, errors]).toEqual([0, ""]);
      const literal = dialect === "postgres" ? "E'O''Hare\\\\'" : "'O''Hare\\'";
      expect(answers[0]?.sql).toContain(`__p.state IN ('California', ${literal})`);
      expect(answers[0]?.sql).toContain("'***' AS ssn");
      expect(answers[0]?.sql).not.toMatch(/cost|\{\{|\$1|\?/);
      expect(answers[0]?.trace).toMatchObject({
        tables: [{ name: "sales", excludedColumns: ["cost"], maskedColumns: ["ssn"], values: { state: "parameters" } }],
        placeholders: [{ name: "least", origin: "parameters" }],
      });
      expect(answers[1]).toMatchObject({ ok: false, code: "sql_unknown_column", line: 1, column: 8 });
      expect(answers[2]).toMatchObject({ ok: false, code: "sql_not_a_query" });
      expect(answers[3]).toMatchObject({ ok: false, code: "sql_unknown_table" });
      expect(answers[4]).toMatchObject({ ok: false, code: "sql_parameter_missing" });
      expect(answers[5]?.sql).toMatch(dialect === "postgres" ? /WHERE false/ : /WHERE \(?CAST\('f' AS BOOLEAN\)/);
      expect(answers[6]).toMatchObject({ ok: false, code: "sql_unknown_table" });
      expect(answers[7]?.ok).toBe(true);
      expect(answers).toHaveLength(8);
    });

    test("routes unqualified names to the target, opens the shared schemas and refuses all others", async () => {
      const at = (schema: string) => ({ schema, columns: { id: "integer" }, exposure: "shared" });
      const tables = { sales, calendar: at("common"), secrets: at("tenant_b") };
      const change = (sql: string) =>
        inputFor(dialect, { sql, tables, schema: { target: "tenant_a", shared: ["common"] } });
      const { answers } = await run(
        lines(
          change("SELECT id FROM sales"),
          change("SELECT id FROM common.calendar"),
          change("SELECT id FROM calendar"),
          change("SELECT id FROM tenant_b.secrets"),
          change("SELECT id FROM nowhere.secrets"),
        ),
      );
      expect(answers[0]?.sql).toContain("FROM tenant_a.sales AS __p");
      expect(answers[1]?.sql).toContain("FROM common.calendar AS __p");
      expect(answers.slice(2).map((answer) => answer.code)).toEqual(Array(3).fill("sql_unknown_table"));
      expect(answers[3]?.message?.replace("tenant_b", "nowhere")).toBe(answers[4]?.message);
    });

    test("names the filter or mask that cannot be applied, and where it stands", async () => {
      const { answers } = await run(
        lines(
          inputFor(dialect, { tables: { sales: { ...sales, filter: "state =\n stat" } } }),
          inputFor(dialect, { tables: { sales: { ...sales, filter: "state IN (" } } }),
          inputFor(dialect, { tables: { sales: { ...sales, maskedColumns: { ssn: "(SELECT 1)" } } } }),
        ),
      );
      expect(answers[0]).toMatchObject({ ok: false, code: "sql_unknown_column", line: 2, column: 2 });
      expect(answers[0]?.message).toMatch(/^Filter of "sales": /);
      expect(answers[1]).toMatchObject({ ok: false, code: "sql_syntax_error" });
      expect(answers[2]).toMatchObject({ ok: false, code: "sql_construct_not_allowed" });
      expect(answers[2]?.message).toMatch(/^Mask of "ssn" in "sales": /);
    });
  },
);

test("a dialect that the guard does not know is a clear refusal, and the next line is answered", async () => {
  const unknown = ["mysql", "clickhouse", "oracle", "toString"].filter(
    (name) => !securedDialects.includes(name as never),
  );
  const { answers, code } = await run(lines(...unknown.map((dialect) => inputFor(dialect)), inputFor("postgres")));
  for (const answer of answers.slice(0, -1)) {
    expect(answer).toMatchObject({ ok: false, code: "invalid_input" });
    expect(answer.message).toMatch(/^dialect: .*postgres/);
  }
  expect([answers.length, answers.at(-1)?.ok, code]).toEqual([unknown.length + 1, true, 0]);
});

const malformed: readonly (readonly [string, unknown])[] = [
  ["no JSON", "SELECT 1"],
  ["an empty line", ""],
  ["a list", "[]"],
  ["null", "null"],
  ["nothing of what is needed", "{}"],
  ["an unknown key", { ...inputFor("postgres"), extra: 1 }],
  ["an unknown key of a table", inputFor("postgres", { tables: { sales: { ...sales, filters: "true" } } })],
  ["an unknown exposure", inputFor("postgres", { tables: { sales: { ...sales, exposure: "PROTECTED" } } })],
  ["an empty filter", inputFor("postgres", { tables: { sales: { ...sales, filter: " " } } })],
  ["a filter that is no text", inputFor("postgres", { tables: { sales: { ...sales, filter: null } } })],
  [
    "an excluded column that is none",
    inputFor("postgres", { tables: { sales: { ...sales, excludedColumns: ["costs"] } } }),
  ],
  [
    "a masked column that is none",
    inputFor("postgres", { tables: { sales: { ...sales, maskedColumns: { sn: "1" } } } }),
  ],
  ["SQL that is no text", inputFor("postgres", { sql: 5 })],
  ["a value that is an object", inputFor("postgres", { parameters: { state: { a: 1 } } })],
  [
    "a number that cannot be held",
    '{"dialect":"postgres","sql":"SELECT 1","tables":{},"parameters":{"n":12345678901234567890}}',
  ],
  ["one key twice", '{"dialect":"postgres","dialect":"duckdb","sql":"SELECT 1","tables":{}}'],
  [
    "a special key",
    '{"dialect":"postgres","sql":"SELECT 1","tables":{"__proto__":{"columns":{},"exposure":"shared"}}}',
  ],
  ["deep nesting", "[".repeat(200_000)],
  ["bytes that are no UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
  ["nine megabytes", `"${"a".repeat(9 * 1024 * 1024)}"`],
];

test("a malformed line is one invalid_input, and the next line is answered", async () => {
  const good = Buffer.from(lines(inputFor("postgres")));
  const input = malformed.map(([, line]) =>
    Buffer.concat([Buffer.isBuffer(line) ? line : Buffer.from(lines(line).slice(0, -1)), Buffer.from("\n"), good]),
  );
  const { answers, code } = await run(Buffer.concat(input));
  const told = malformed.map(([what], index) => [what, answers[2 * index]?.code, answers[2 * index + 1]?.ok]);
  expect(told).toEqual(malformed.map(([what]) => [what, "invalid_input", true]));
  expect([answers.length, code]).toEqual([2 * malformed.length, 0]);
});

test("names of rules find their columns in any case: a rule that misses would hide nothing", async () => {
  const table = {
    ...sales,
    columns: { ...sales.columns, Cost: "bigint" },
    excludedColumns: ["COST"],
    maskedColumns: { SSN: "'***'" },
  };
  const { answers } = await run(lines(inputFor("postgres", { tables: { sales: table } })));
  expect(answers[0]?.sql).toContain("'***' AS ssn");
  expect(answers[0]?.sql?.toLowerCase()).not.toContain("cost");
});

test("the last line needs no end, and lines may end as on Windows", async () => {
  const line = JSON.stringify(inputFor("postgres"));
  const { answers } = await run(`${line}\r\n${line}`);
  expect(answers.map((answer) => answer.ok)).toEqual([true, true]);
  expect((await run("")).answers).toEqual([]);
});

test("each line is answered before the next one comes", async () => {
  const child = start();
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const least of [1, 2, 3]) {
    child.stdin.write(lines(inputFor(least === 2 ? "duckdb" : "postgres", { parameters: { ...parameters, least } })));
    const { value } = await answers.next();
    expect((JSON.parse(value) as Answer).sql).toContain(`amount > ${least}`);
  }
  child.stdin.end();
  expect((await once(child, "exit"))[0]).toBe(0);
});

test("many lines come out in order, whoever reads them slowly", async () => {
  const child = start();
  const count = 4_000;
  let written = 0;
  const feed = (async () => {
    for (; written < count; written += 1) {
      const line = lines(
        inputFor(written % 2 ? "duckdb" : "postgres", { parameters: { ...parameters, least: written } }),
      );
      if (!child.stdin.write(line)) await once(child.stdin, "drain");
    }
    child.stdin.end();
  })();
  // Nobody reads yet: what the command cannot write it must not have read.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(written).toBeLessThan(count);
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    expect((JSON.parse(line) as Answer).sql).toMatch(new RegExp(`amount > ${seen}\\b`));
    seen += 1;
  }
  await feed;
  expect(seen).toBe(count);
});

test("a reader that leaves ends the command without a complaint", async () => {
  const child = start();
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write(lines(...Array(500).fill(inputFor("postgres"))));
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.stdin.end(lines(...Array(500).fill(inputFor("postgres"))));
  const [code] = await once(child, "exit");
  expect([code, errors]).toEqual([0, ""]);
});
