import {
  aggregateFunctions,
  castTypes,
  joins,
  keywords,
  refusedWords,
  scalarFunctions,
  units,
  valueWords,
  windowFunctions,
} from "@/lib/sql/dialects/mysql/allowed-names";
import { mysqlLexeme, normalizeMysql, quoteMysqlName, quoteMysqlString } from "@/lib/sql/dialects/mysql/mysql-lexemes";
import { tokenizeMysql } from "@/lib/sql/dialects/mysql/mysql-tokens";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { constantTarget } from "@/lib/sql/placeholder-values";
import { notVerified } from "@/lib/sql/refusals";

/** MySQL and MariaDB, under the session settings that every connection of the product gets. */
export const mysqlProfile: PolyglotProfile = {
  dialect: "mysql",
  tokenize: tokenizeMysql,
  lexeme: mysqlLexeme,
  normalize: normalizeMysql,
  keywords,
  refusedWords,
  nativeCalls: new Set(["GROUP_CONCAT", "TRIM", "SUBSTRING"]),
  valueWords,
  units,
  unitFunctions: new Set(["timestampdiff", "timestampadd"]),
  castTypes,
  joins,
  isScalarFunction: (name) => scalarFunctions.has(name.toLowerCase()),
  isAggregateFunction: (name) => aggregateFunctions.has(name.toLowerCase()),
  isWindowFunction: (name) => windowFunctions.has(name.toLowerCase()),
  isTableFunction: () => false,
  numbersColumns: () => {
    throw notVerified();
  },
  isManyRows: () => false,
  isCollation: (name) => /^(?:utf8mb4_[a-z0-9_]{1,40}|binary)$/.test(name),
  constantTarget: mysqlTarget,
  truth: (value) => ({ kind: "word", text: value ? "TRUE" : "FALSE" }),
  quoteName: quoteMysqlName,
  quoteString: quoteMysqlString,
  fold: (name) => name.toLowerCase(),
  fenceLimit: "18446744073709551615",
  aliasesEverywhere: false,
  hasFinal: false,
};

/** MySQL has no truth values: a column for them is a small number. */
function mysqlTarget(columnType: string) {
  const type = columnType.toLowerCase();
  if (/^(?:tinyint\(1\)|bool|boolean|bit)/.test(type)) return "flag";
  if (/^(?:(?:tiny|medium|long)?text|enum|set)\b/.test(type)) return "text";
  return constantTarget(type.replace(/\s+(?:unsigned|zerofill)/g, "").replace(/^(?:mediumint|year)/, "int"));
}
