import {
  castTypes,
  isAggregateFunction,
  isScalarFunction,
  isWindowFunction,
  joins,
  keywords,
  refusedWords,
  units,
} from "@/lib/sql/dialects/clickhouse/allowed-names";
import {
  clickhouseLexeme,
  normalizeClickhouse,
  quoteClickhouseName,
  quoteClickhouseString,
} from "@/lib/sql/dialects/clickhouse/clickhouse-lexemes";
import { tokenizeClickhouse } from "@/lib/sql/dialects/clickhouse/clickhouse-tokens";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import type { CallExpression } from "@/lib/sql/dialects/polyglot/tree";
import { type Namespace, namespaceOf } from "@/lib/sql/name-scope";
import { type ConstantTarget, constantTarget } from "@/lib/sql/placeholder-values";
import { nothingHidden } from "@/lib/sql/query-output";
import { constructNotAllowed } from "@/lib/sql/refusals";

const maximumNumbers = 1_000_000;

/** ClickHouse; proven on 18.16, with the grammar of later versions where the guard's tree has a place for it. */
export const clickhouseProfile: PolyglotProfile = {
  dialect: "clickhouse",
  tokenize: tokenizeClickhouse,
  lexeme: clickhouseLexeme,
  normalize: normalizeClickhouse,
  keywords,
  refusedWords,
  nativeCalls: new Set(["SUBSTRING"]),
  valueWords: new Set(),
  units,
  unitFunctions: new Set(),
  castTypes,
  joins,
  isScalarFunction,
  isAggregateFunction,
  isWindowFunction,
  isTableFunction: (name) => name === "numbers",
  numbersColumns,
  isManyRows: (name) => name.toLowerCase() === "arrayjoin",
  isCollation: () => false,
  constantTarget: clickhouseTarget,
  truth: (value) => ({ kind: "number", text: value ? "1" : "0" }),
  quoteName: quoteClickhouseName,
  quoteString: quoteClickhouseString,
  fold: (name) => name,
  fenceLimit: "9223372036854775807",
  aliasesEverywhere: true,
  hasFinal: true,
};

function clickhouseTarget(columnType: string): ConstantTarget {
  const type = columnType.replace(/^(?:LowCardinality|Nullable)\((.*)\)$/, "$1").replace(/^Nullable\((.*)\)$/, "$1");
  if (/^(?:String|FixedString|Enum|UUID)/.test(type)) return "text";
  if (/^(?:UInt8|Bool)$/.test(type)) return "flag";
  return /^(?:U?Int|Float|Decimal)/.test(type) ? "number" : constantTarget(type);
}

function numbersColumns(call: CallExpression, alias: string | undefined): Namespace {
  const ends = call.args.map((end) =>
    end.kind === "number" && /^\d{1,7}$/.test(end.text) ? Number(end.text) : Infinity,
  );
  if (ends.length === 0 || ends.length > 2 || ends.some((end) => end > maximumNumbers))
    throw constructNotAllowed("A series this long or without constant ends");
  return namespaceOf({ alias: alias ?? call.name, columns: [{ name: "number" }], hidden: nothingHidden });
}
