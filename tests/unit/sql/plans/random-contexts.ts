import fc from "fast-check";
import type {
  ContextValue,
  Dialect,
  ParameterValue,
  PlaceholderValues,
  RowFilter,
  ScalarValue,
  SecurityContext,
} from "@/lib/sql/security-context";

/** The values of two actors under the same policies. */
type Pair = readonly [ParameterValue, ParameterValue];

const hostile = [
  "'",
  "''",
  "\\",
  "\\'",
  "'\\",
  "\\\\'",
  "x' OR '1'='1",
  "'; DROP TABLE sales; --",
  "E'a'",
  "\\x41",
  "\\x27",
  "$$",
  "$a$ ' $a$",
  "/* '",
  "-- '",
  "a\nb",
  "a\r\nb",
  "\t",
  "",
  " ",
  "(",
  "a(b",
  "f() '",
  '"',
  '"; --',
  "{{ state }}",
  "é ü ß",
  "\u202e",
  "\u2019",
  "😀'😀\\",
  "\ufeff",
  "a\0b",
  "\ud800",
  "true",
  "false",
  "TRUE",
  "t",
  "null",
  "NULL",
  "bulkhead_0",
  "__p.state",
  "long ".repeat(3_000),
  "'".repeat(500),
  "\\".repeat(500),
];
const numeric = [
  "0",
  "-0",
  "007",
  "1",
  "-1",
  "2147483647",
  "2147483648",
  "-2147483648",
  "999999999999999999",
  "1000000000000000000",
  "12345678901234567890123456789012345678",
  "0.5",
  "-0.0",
  "0.00",
  "1.50",
  "-1.5",
  "0.000000000000000001",
  "123456789.1234567891",
  "1e5",
  "-1e5",
  "1e-7",
  "1e999",
  "NaN",
  "Infinity",
  "0x10",
  "1_000",
  "+1",
  ".5",
  "5.",
];
const numbers = [0, -0, 1, -1, 2_147_483_647, 2_147_483_648, -2_147_483_649, 1e15, 1e20, 1e21, -1e21, 0.1, 1.5, -2.25];
const oddNumbers = [1e-7, 5e-324, 1.7976931348623157e308, 1234567.890123, 1.25e-5, Number.NaN, Infinity];

const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("'", "\\", "(", "a", '"', "\n") }),
  fc.string({ unit: "grapheme" }),
);
const digits = fc.oneof(
  fc.constantFrom(...numeric),
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }).map(String),
  fc.tuple(fc.integer(), fc.nat(1_000_000)).map(([whole, part]) => `${whole}.${part}`),
);
const number = fc.oneof(
  fc.constantFrom(...numbers, ...oddNumbers),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.integer().map((value) => value / 100),
);
const date = fc
  .date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));

/** Text that every database holds, and that has no parenthesis, which one printer looks at. */
const calm = text.map((value) => value.replace(/[\0(\ud800-\udfff]/g, ""));

/** The narrow kinds mostly give two values of one shape, the wide ones also two of different shapes. */
const kinds: readonly fc.Arbitrary<ScalarValue>[] = [
  calm,
  calm.map((value) => `${value}(`),
  fc.nat(),
  fc.nat().map((value) => -1 - value),
  fc.integer({ min: 2_147_483_648, max: Number.MAX_SAFE_INTEGER }),
  fc.nat(10 ** 9).map((value) => value + 0.25),
  fc.double({ min: 1e21, noNaN: true, noDefaultInfinity: true }),
  fc.nat().map(String),
  fc.tuple(fc.nat(), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
  fc.bigInt({ min: 10n ** 18n, max: 10n ** 37n }).map(String),
  date,
  text,
  digits,
  number,
  fc.boolean(),
  fc.constant(null),
];

/** Two values of one kind, as two actors' values for one parameter are; or of any two. */
function pairOf(kind: fc.Arbitrary<ScalarValue>): fc.Arbitrary<Pair> {
  const list = fc.array(fc.tuple(kind, kind), { maxLength: 5 }).map(unzip);
  return fc.oneof({ weight: 4, arbitrary: fc.tuple(kind, kind) }, { weight: 3, arbitrary: list });
}

const anyValue = fc.oneof(...kinds, fc.array(fc.oneof(...kinds), { maxLength: 3 }));

export const valuePair: fc.Arbitrary<Pair> = fc.oneof(
  { weight: 12, arbitrary: fc.oneof(...kinds.map(pairOf)) },
  { weight: 1, arbitrary: fc.tuple(anyValue, anyValue) },
);

function unzip(pairs: readonly (readonly [ScalarValue, ScalarValue])[]): Pair {
  return [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
}

/** A list of text for the policy that every read of `sales` is under, so that most pairs get past it. */
export const statePair: fc.Arbitrary<Pair> = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.tuple(calm, calm), { minLength: 1, maxLength: 4 }).map(unzip) },
  { weight: 3, arbitrary: fc.tuple(calm, calm) },
  { weight: 1, arbitrary: valuePair },
);

export interface PairedValues {
  readonly state: Pair;
  readonly tenant: Pair;
  readonly mask: Pair;
  readonly x: Pair;
  readonly y: Pair;
}

export const pairedValues: fc.Arbitrary<PairedValues> = fc.record({
  state: statePair,
  tenant: fc.tuple(calm, calm),
  mask: fc.tuple(calm, calm),
  x: valuePair,
  y: valuePair,
});

interface ColumnTypes {
  readonly whole: string;
  readonly text: string;
  readonly large: string;
  readonly float: string;
  readonly date: string;
  readonly truth: string;
}

const plain: ColumnTypes = {
  whole: "integer",
  text: "text",
  large: "bigint",
  float: "double precision",
  date: "date",
  truth: "boolean",
};
const columnTypes: Readonly<Record<Dialect, ColumnTypes>> = {
  postgres: plain,
  duckdb: { ...plain, text: "VARCHAR" },
  mysql: { ...plain, whole: "int", text: "varchar(40)", float: "double", truth: "tinyint(1)" },
  clickhouse: { whole: "Int32", text: "String", large: "Int64", float: "Float64", date: "Date", truth: "UInt8" },
};
const concatenation: Readonly<Record<Dialect, string>> = {
  postgres: "state || {{ mask }}",
  duckdb: "state || {{ mask }}",
  mysql: "concat(state, {{ mask }})",
  clickhouse: "concat(state, {{ mask }})",
};

const rule = (ruleId: string) => ({ policyId: "p1", policyName: "state", ruleId, appliesThrough: "tenant" });

/** One of the two actors: what it may read and under which values. */
export function pairedContext(dialect: Dialect, values: PairedValues, side: 0 | 1): SecurityContext {
  const origin = `assignment of actor ${side}`;
  const of = (pair: Pair): ContextValue => ({ value: pair[side], origin });
  const given = (pairs: Record<string, Pair>): PlaceholderValues =>
    Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, of(pair)]));
  const filters: readonly RowFilter[] = [
    { kind: "predicate", sql: "state IN {{ state }}", values: given({ state: values.state }), rule: rule("r1") },
    {
      kind: "any",
      of: [
        { kind: "tenant_column", column: "owner", value: of(values.tenant), rule: rule("r2") },
        { kind: "predicate", sql: "owner = {{ tenant }}", values: given({ tenant: values.tenant }), rule: rule("r3") },
      ],
    },
  ];
  const column = (name: string, type: keyof ColumnTypes) => ({ name, type: columnTypes[dialect][type] });
  const table = { schema: "public", readable: true, excludedColumns: [], maskedColumns: {} };
  return {
    dialect,
    defaultSchema: "public",
    namedSchemas: ["public"],
    placeholders: given({ x: values.x, y: values.y, state: values.state }),
    tables: [
      {
        ...table,
        name: "sales",
        columns: [
          column("id", "whole"),
          column("state", "text"),
          column("owner", "text"),
          column("amount", "large"),
          column("price", "float"),
          column("day", "date"),
          column("done", "truth"),
          column("note", "text"),
          column("secret", "text"),
        ],
        filters,
        excludedColumns: ["secret"],
        maskedColumns: {
          note: { sql: concatenation[dialect], values: given({ mask: values.mask }), rule: rule("r4") },
        },
      },
      { ...table, name: "regions", columns: [column("id", "whole"), column("name", "text")], filters: [] },
    ],
  };
}
