import type { Mutation } from "./mutations";

const at =
  (folder: string) =>
  (name: string, file: string, find: string, replace: string): Mutation => ({
    name: `ClickHouse: ${name}`,
    file: `dialects/${folder}/${file}`,
    find,
    replace,
  });

const off = at("polyglot");
const offClickhouse = at("clickhouse");

/** A word that begins what never passes, let through. */
const word = (name: string, line: string) => offClickhouse(`the word ${name}`, "allowed-names.ts", line, "");

/** What the mutations for MySQL do not reach: ClickHouse's own files, and what the shared ones do for it alone. */
export const clickhouseMutations: readonly Mutation[] = [
  offClickhouse(
    "numbers",
    "clickhouse-lexemes.ts",
    'if (token.kind === "number" && !plainNumber',
    "if (false && !plainNumber",
  ),
  offClickhouse("symbols", "clickhouse-lexemes.ts", "if (symbols.has(written)) return", "if (true) return"),
  offClickhouse(
    "backslashes in names",
    "clickhouse-lexemes.ts",
    'if (written.includes("\\\\")) throw',
    "if (false) throw",
  ),
  offClickhouse(
    "escapes that versions read differently",
    "clickhouse-lexemes.ts",
    'if (escaped === undefined) throw constructNotAllowed("This escape in a string", "write a backslash as \\\\\\\\");',
    "",
  ),
  offClickhouse("doubled quotes", "clickhouse-lexemes.ts", 'if (char === "\'") at += 1;', ""),
  offClickhouse("backslashes in strings", "clickhouse-lexemes.ts", '.replaceAll("\\\\", "\\\\\\\\")', ""),
  offClickhouse("quotes in strings", "clickhouse-lexemes.ts", '.replaceAll("\'", "\\\\\'")', ""),
  offClickhouse(
    "quotes in names",
    "clickhouse-lexemes.ts",
    'if (name === "" || /[\\\\`\\0]/.test(name)) throw',
    "if (false) throw",
  ),
  offClickhouse(
    "strings side by side",
    "clickhouse-lexemes.ts",
    'if (lexeme.kind === "string" && before?.kind === "string")',
    "if (false)",
  ),
  offClickhouse("ends of strings", "clickhouse-tokens.ts", 'if (char === "\\\\") at += 1;\n    else if', "if"),
  offClickhouse(
    "doubled quotes in tokens",
    "clickhouse-tokens.ts",
    "else if (char === quote && text.charAt(at + 1) === quote) at += 1;",
    "",
  ),
  offClickhouse(
    "comments to the end of a line",
    "clickhouse-tokens.ts",
    'if (pair === "--") return until(text, at, "comment", text.indexOf("\\n", at), 0, true);',
    "",
  ),
  offClickhouse(
    "the list of scalar functions",
    "clickhouse-profile.ts",
    "  isScalarFunction,\n  isAggregateFunction,\n  isWindowFunction,\n  isTableFunction",
    "  isScalarFunction: () => true,\n  isAggregateFunction,\n  isWindowFunction,\n  isTableFunction",
  ),
  offClickhouse(
    "the list of aggregates",
    "clickhouse-profile.ts",
    "  isAggregateFunction,\n  isWindowFunction,\n  isTableFunction",
    "  isAggregateFunction: () => true,\n  isWindowFunction,\n  isTableFunction",
  ),
  offClickhouse(
    "endings of aggregates",
    "allowed-names.ts",
    "/(?:If|Array|Distinct|OrNull|OrDefault)$/",
    "/[A-Z][a-z]+$/",
  ),
  offClickhouse(
    "table functions",
    "clickhouse-profile.ts",
    'isTableFunction: (name) => name === "numbers",',
    "isTableFunction: () => true,",
  ),
  offClickhouse("how long a series is", "clickhouse-profile.ts", " || ends.some((end) => end > maximumNumbers)", ""),
  offClickhouse("ends of a series", "clickhouse-profile.ts", "ends.length === 0 || ends.length > 2 || ", ""),
  offClickhouse(
    "many rows for one",
    "clickhouse-profile.ts",
    'isManyRows: (name) => name.toLowerCase() === "arrayjoin",',
    "isManyRows: () => false,",
  ),
  offClickhouse(
    "texts behind Nullable",
    "clickhouse-profile.ts",
    '.replace(/^(?:LowCardinality|Nullable)\\((.*)\\)$/, "$1")',
    "",
  ),
  offClickhouse(
    "numbers by their type",
    "clickhouse-profile.ts",
    'return /^(?:U?Int|Float|Decimal)/.test(type) ? "number" : constantTarget(type);',
    "return constantTarget(type);",
  ),
  offClickhouse(
    "names by their exact spelling",
    "clickhouse-profile.ts",
    "fold: (name) => name,",
    "fold: (name) => name.toLowerCase(),",
  ),
  offClickhouse(
    "masks apart from filters",
    "clickhouse-profile.ts",
    "aliasesEverywhere: true,",
    "aliasesEverywhere: false,",
  ),
  offClickhouse("truth", "clickhouse-profile.ts", 'text: value ? "1" : "0"', 'text: "1"'),
  offClickhouse(
    "fences that let every row pass",
    "clickhouse-profile.ts",
    'fenceLimit: "9223372036854775807"',
    'fenceLimit: "922337"',
  ),
  word("INTO", '  ["INTO", "INTO"],\n'),
  word("FORMAT", '  ["FORMAT", "FORMAT"],\n'),
  word("SETTINGS", '  ["SETTINGS", "SETTINGS"],\n'),
  word("PREWHERE", '  ["PREWHERE", "PREWHERE: write WHERE"],\n'),
  word("ARRAY", '  ["ARRAY", "ARRAY JOIN: write arrayJoin"],\n'),
  word("ASOF", '  ["ASOF", "ASOF JOIN"],\n'),
  word("TOP", '  ["TOP", "TOP: write LIMIT"],\n'),
  word("COLLATE", '  ["COLLATE", "COLLATE"],\n'),
  offClickhouse(
    "the list of types",
    "allowed-names.ts",
    "Int8 Int16 Int32",
    "Dictionary Object Nested Enum8 Int8 Int16 Int32",
  ),
  off("masks outside of the filter", "derived-table.ts", "if (!profile.aliasesEverywhere || !masked) {", "if (true) {"),
  off(
    "names that the guard gives inside",
    "derived-table.ts",
    "if (table.columns.some((column) => /^__v\\d+$/.test(column.name))) throw notVerified();",
    "",
  ),
  off(
    "FINAL of a WITH query",
    "secure-select.ts",
    "common.output === undefined || item.final",
    "common.output === undefined",
  ),
  off(
    "FINAL inside",
    "secure-select.ts",
    "derivedSelect(this.reader, table, item.final)",
    "derivedSelect(this.reader, table)",
  ),
  off("values named by WITH", "convert-query.ts", "if (cte.alias_first !== true) throw", "if (false) throw"),
  off("functions in FROM", "convert-query.ts", "if (!on.profile.isTableFunction(name.value))", "if (false)"),
  off(
    "parameters of aggregates",
    "convert-expression.ts",
    'if (!parameters.every((part) => part.kind === "number")) throw',
    "if (false) throw",
  ),
  off(
    "LIMIT BY of a plain count",
    "convert-query.ts",
    "if (plain.limit === undefined || plain.offset !== undefined) throw",
    "if (false) throw",
  ),
  off("names of lambdas", "compile-policy.ts", "locals.includes(profile.fold(first))", "true"),
  off(
    "verify: the SELECT around the masks",
    "verify.ts",
    "if (!sameTree(select, derivedSelect(reader, table, base.final))) throw notVerified();",
    "",
  ),
];
