import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import { securedDialects } from "@/lib/sql/secure-sql";
import { secureSqlLine } from "@/lib/sql/secure-sql-line";

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

/** The same without a process, for what has nothing to do with one. */
async function answersTo(...inputs: readonly unknown[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const input of inputs) answers.push(await secureSqlLine(JSON.stringify(input)));
  return answers;
}

const lines = (...inputs: readonly unknown[]) =>
  inputs.map((input) => `${typeof input === "string" ? input : JSON.stringify(input)}\n`).join("");

/** Types as each engine spells them: a whole number, text, a large number. */
const types: Readonly<Record<string, readonly [string, string, string]>> = {
  postgres: ["integer", "text", "bigint"],
  duckdb: ["INTEGER", "VARCHAR", "BIGINT"],
  mysql: ["int", "varchar(40)", "bigint"],
  clickhouse: ["Int32", "String", "Int64"],
};
const columnsFor = (dialect: string) => {
  const [whole = "", text = "", large = ""] = (Object.hasOwn(types, dialect) && types[dialect]) || [];
  return { id: whole, state: text, amount: large, cost: large, ssn: text };
};
const salesFor = (dialect: string) => ({ ...sales, columns: columnsFor(dialect) });

const sales = {
  columns: columnsFor("postgres"),
  exposure: "protected",
  filter: "state IN {{ state }}",
  excludedColumns: ["cost"],
  maskedColumns: { ssn: "'***'" },
};
const parameters = { state: ["California", "O'Hare\\"], least: 5 };
const inputFor = (dialect: string, change: object = {}) => ({
  dialect,
  sql: "SELECT * FROM sales WHERE amount > {{ least }}",
  tables: { sales: salesFor(dialect) },
  parameters,
  ...change,
});

/** As each dialect writes the same words. */
const written: Readonly<Record<string, { name(name: string): string; ownSchema: string; ohare: string; no: RegExp }>> =
  {
    postgres: { name: (name) => name, ownSchema: "public.", ohare: "E'O''Hare\\\\'", no: /WHERE false/ },
    duckdb: { name: (name) => name, ownSchema: "main.", ohare: "'O''Hare\\'", no: /WHERE \(?CAST\('f' AS BOOLEAN\)/ },
    // The session's own database: nobody said what it is called.
    mysql: { name: (name) => `\`${name}\``, ownSchema: "", ohare: "_utf8mb4 x'4f27486172655c'", no: /WHERE FALSE/ },
    clickhouse: { name: (name) => `\`${name}\``, ownSchema: "`default`.", ohare: "'O\\'Hare\\\\'", no: /WHERE 0/ },
  };

describe.each(securedDialects)("npm run secure-sql (%s)", (dialect) => {
  const { name, ownSchema, ohare, no } = written[dialect] as NonNullable<(typeof written)[string]>;
  const [whole = ""] = types[dialect] ?? [];
  const own = salesFor(dialect);
  const plain = (table: object = {}) => ({ columns: { id: whole }, exposure: "shared", ...table });

  test("gives each line its secured statement or its refusal, in order", async () => {
    const { answers, code, errors } = await run(
      lines(
        inputFor(dialect),
        inputFor(dialect, { sql: "SELECT cost\n  FROM sales" }),
        inputFor(dialect, { sql: "SELECT 1;\nDELETE FROM sales" }),
        inputFor(dialect, {
          sql: "SELECT *\nFROM sales s JOIN hidden h ON s.id = h.id",
          tables: { sales: own, hidden: plain({ exposure: "hidden" }) },
        }),
        inputFor(dialect, { parameters: { least: 1 } }),
        inputFor(dialect, { parameters: { ...parameters, state: [] } }),
        inputFor(dialect, { sql: "SELECT sales.* FROM sales", tables: { sales: { ...own, filter: undefined } } }),
        inputFor(dialect, { sql: "SELECT * FROM c", tables: { sales: own, c: plain() } }),
      ),
    );
    expect([code, errors]).toEqual([0, ""]);
    expect(answers[0]?.sql).toContain(`${ownSchema}${name("sales")} AS ${name("__p")}`);
    expect(answers[0]?.sql).toContain(`${name("__p")}.${name("state")} IN ('California', ${ohare})`);
    expect(answers[0]?.sql).toContain(`'***' AS ${name("ssn")}`);
    expect(answers[0]?.sql).toMatch(/amount`? > 5/);
    expect(answers[0]?.sql).not.toMatch(/cost|\{\{|\$1|\?/);
    expect(answers[0]?.trace).toMatchObject({
      tables: [{ name: "sales", excludedColumns: ["cost"], maskedColumns: ["ssn"], values: { state: "parameters" } }],
      placeholders: [{ name: "least", origin: "parameters" }],
    });
    expect(answers[1]).toMatchObject({ ok: false, code: "sql_unknown_column", line: 1, column: 8 });
    expect(answers[2]).toMatchObject({ ok: false, code: "sql_not_a_query" });
    expect(answers[3]).toMatchObject({ ok: false, code: "sql_unknown_table", line: 2 });
    expect(answers[4]).toMatchObject({ ok: false, code: "sql_parameter_missing" });
    expect(answers[5]?.sql).toMatch(no);
    expect(answers[6]).toMatchObject({ ok: false, code: "sql_unknown_table", line: 1 });
    expect(answers[7]?.ok).toBe(true);
    expect(answers).toHaveLength(8);
  });

  test("R04: what is hidden, excluded or unfiltered gets the answer of what never was", async () => {
    const { cost: _cost, ...visible } = own.columns;
    const asked = (sql: string, tables: object) => inputFor(dialect, { sql, tables: { sales: own, ...tables } });
    const answers = await answersTo(
      asked("SELECT id FROM\n secret", { secret: { ...plain({ exposure: "hidden" }), filter: "id = 1" } }),
      asked("SELECT id FROM\n secret", { secret: { ...own, filter: undefined } }),
      asked("SELECT id FROM\n secret", {}),
      asked("SELECT id,\n cost FROM sales", {}),
      asked("SELECT id,\n cost FROM sales", { sales: { ...own, columns: visible, excludedColumns: [] } }),
    );
    expect(answers[0]).toMatchObject({ ok: false, code: "sql_unknown_table", line: 2, column: 2 });
    expect(answers.slice(1, 3)).toEqual([answers[0], answers[0]]);
    expect(answers[3]).toMatchObject({ ok: false, code: "sql_unknown_column", line: 2, column: 2 });
    expect(answers[4]).toEqual(answers[3]);
  });

  test("an exclusion beats a mask, in whatever case either names the column", async () => {
    const both = { ...own, excludedColumns: ["COST", "ssn"], maskedColumns: { SSN: "'***'", State: "'hid'" } };
    const answers = await answersTo(inputFor(dialect, { tables: { sales: both } }));
    expect(answers[0]?.sql).toContain(`'hid' AS ${name("state")}`);
    expect(answers[0]?.sql).not.toMatch(/cost|ssn|\*\*\*/i);
  });

  test("a value that is missing or of a wrong kind is refused where its placeholder stands", async () => {
    const asking = (condition: string) => inputFor(dialect, { sql: `SELECT id FROM sales\nWHERE ${condition}` });
    const answers = await answersTo(
      asking("amount = {{ most }}"),
      asking("amount IN {{ most }}"),
      asking("amount = {{ state }}"),
      asking("amount IN {{ state }}"),
    );
    const missing = { ok: false, code: "sql_parameter_missing", message: 'Parameter "most" has no value', line: 2 };
    expect(answers.slice(0, 2)).toMatchObject([missing, missing]);
    expect(answers.slice(2)).toMatchObject(Array(2).fill({ ok: false, code: "sql_parameter_invalid", line: 2 }));
  });

  test("an empty list lets no row through, for NOT IN as for IN", async () => {
    const asking = (condition: string) => inputFor(dialect, { sql: `SELECT id FROM sales WHERE ${condition}` });
    const empty = (input: object) => ({ ...input, parameters: { ...parameters, none: [] } });
    const answers = await answersTo(empty(asking("amount IN {{ none }}")), empty(asking("amount NOT IN {{ none }}")));
    for (const answer of answers) expect(answer.sql).toMatch(no);
  });

  test("no driver parameter and no placeholder is left, and the author's own refuse", async () => {
    const sql = "SELECT id, {{ text }} AS x FROM sales WHERE state IN {{ state }} AND ssn = '{{ text }}'";
    const text = "$1 ? {{ least }} :a '";
    const answers = await answersTo(
      inputFor(dialect, { sql, parameters: { state: ["CA"], text } }),
      ...["$1", "?", ":a"].map((mark) => inputFor(dialect, { sql: `SELECT id FROM sales WHERE amount = ${mark}` })),
    );
    const literals = /'(?:[^'\\]|\\.|'')*'/g;
    expect(answers[0]?.sql?.match(literals)?.join(" ")).toMatch(/\{\{ least \}\}/);
    expect(answers[0]?.sql?.replace(literals, "")).not.toMatch(/\$|\?|\{|:a/);
    for (const answer of answers.slice(1)) expect(answer).toMatchObject({ ok: false, line: 1 });
  });

  test("a statement longer than the guard reads is refused, and the next line is answered", async () => {
    const answers = await answersTo(
      inputFor(dialect, { sql: `SELECT '${"x".repeat(70 * 1024)}' FROM sales` }),
      inputFor(dialect),
    );
    expect(answers).toMatchObject([{ ok: false, code: "sql_too_complex" }, { ok: true }]);
  });

  test("routes unqualified names to the target, opens the shared schemas and refuses all others", async () => {
    const at = (schema: string) => plain({ schema });
    const tables = { sales: own, calendar: at("common"), secrets: at("tenant_b") };
    const change = (sql: string) =>
      inputFor(dialect, { sql, tables, schema: { target: "tenant_a", shared: ["common"] } });
    const answers = await answersTo(
      change("SELECT id FROM sales"),
      change("SELECT id FROM common.calendar"),
      change("SELECT id FROM calendar"),
      change("SELECT id FROM tenant_b.secrets"),
      change("SELECT id FROM nowhere.secrets"),
    );
    expect(answers[0]?.sql).toContain(`FROM ${name("tenant_a")}.${name("sales")} AS ${name("__p")}`);
    expect(answers[1]?.sql).toContain(`FROM ${name("common")}.${name("calendar")} AS ${name("__p")}`);
    expect(answers.slice(2).map((answer) => answer.code)).toEqual(Array(3).fill("sql_unknown_table"));
    expect(answers[3]?.message?.replace("tenant_b", "nowhere")).toBe(answers[4]?.message);
  });

  test("without a target, tables stand where they say they do, or in the dialect's own place", async () => {
    const tables = { sales: own, calendar: plain({ schema: "common" }) };
    const change = (sql: string) => inputFor(dialect, { sql, tables });
    const answers = await answersTo(
      change("SELECT sales.id FROM sales JOIN common.calendar ON calendar.id = sales.id"),
      change("SELECT id FROM calendar"),
      ...["other", "information_schema", "system", "mysql", "common"].map((schema) =>
        change(`SELECT id FROM ${schema}.sales`),
      ),
    );
    expect(answers[0]?.sql).toContain(`FROM ${ownSchema}${name("sales")} AS ${name("__p")}`);
    expect(answers[0]?.sql).toContain(`FROM ${name("common")}.${name("calendar")} AS ${name("__p")}`);
    for (const answer of answers.slice(1)) expect(answer).toMatchObject({ ok: false, code: "sql_unknown_table" });
  });

  test("names the filter or mask that cannot be applied, and where it stands", async () => {
    const answers = await answersTo(
      inputFor(dialect, { tables: { sales: { ...own, filter: "state =\n stat" } } }),
      inputFor(dialect, { tables: { sales: { ...own, filter: "state IN (" } } }),
      inputFor(dialect, { tables: { sales: { ...own, maskedColumns: { ssn: "(SELECT 1)" } } } }),
    );
    expect(answers[0]).toMatchObject({ ok: false, code: "sql_unknown_column", line: 2, column: 2 });
    expect(answers[0]?.message).toMatch(/^Filter of "sales": /);
    expect(answers[1]).toMatchObject({ ok: false, code: "sql_syntax_error" });
    expect(answers[2]).toMatchObject({ ok: false, code: "sql_construct_not_allowed" });
    expect(answers[2]?.message).toMatch(/^Mask of "ssn" in "sales": /);
  });
});

test("MySQL: what has no schema is read in the session's database, and no name of a WITH query takes its place", async () => {
  const own = salesFor("mysql");
  const ask = (sql: string, tables: object = { sales: own }) => inputFor("mysql", { sql, tables });
  const answers = await answersTo(
    ask("WITH sales AS (SELECT id FROM sales), x AS (SELECT id FROM sales) SELECT * FROM x"),
    ask("SELECT * FROM __c1", { __c1: own }),
    ask("WITH a AS (SELECT 1 AS id) SELECT * FROM a, __C1", { __C1: own }),
    ask("SELECT * FROM ``.sales"),
    ask("SELECT ``.sales.id FROM sales"),
    ask("SELECT * FROM __p", { __p: own }),
  );
  expect(answers[0]?.sql?.match(/FROM `sales` AS `__p` WHERE/g)).toHaveLength(1);
  expect(answers.slice(1).map((answer) => answer.ok)).toEqual(Array(5).fill(false));
});

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
  ["an unknown key of the schema", inputFor("postgres", { schema: { target: "a", targets: [] } })],
  ["several unknown keys", { ...inputFor("postgres"), dialects: 1, SQL: "" }],
  ["a schema without a target", inputFor("postgres", { schema: { shared: ["a"] } })],
  ["a schema without a name", inputFor("mysql", { tables: { sales: { ...sales, schema: "" } } })],
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
  for (const [what, named] of [
    ["an unknown key", '"extra"'],
    ["an unknown key of a table", 'tables.sales: Unrecognized key: "filters"'],
    ["an unknown key of the schema", 'schema: Unrecognized key: "targets"'],
    ["several unknown keys", '"dialects", "SQL"'],
  ]) {
    expect(answers[2 * malformed.findIndex(([name]) => name === what)]?.message).toContain(named);
  }
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
  const { answers } = await run(`${line}\r\n\r\n${line}`);
  expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
  expect(answers[1]).toMatchObject({ code: "invalid_input" });
  expect((await run("")).answers).toEqual([]);
});

test("each line is answered before the next one comes", async () => {
  const child = start();
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const [least, dialect] of securedDialects.entries()) {
    child.stdin.write(lines(inputFor(dialect, { parameters: { ...parameters, least } })));
    const { value } = await answers.next();
    expect((JSON.parse(value) as Answer).sql?.replaceAll("`", "")).toContain(`amount > ${least}`);
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
