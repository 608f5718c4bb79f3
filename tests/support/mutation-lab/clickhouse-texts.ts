import type { DoctoredText } from "./polyglot-verification";

const reading =
  "SELECT `__p`.`id` AS `__v0`, `__p`.`state` AS `__v1`, `__p`.`amount` AS `__v2`, `__p`.`day` AS `__v4`, `__p`.`region_id` AS `__v6` FROM `public`.`sales` AS `__p` WHERE `__p`.`state` IN ('CA', 'NV') LIMIT 9223372036854775807";
const select = `SELECT \`__p\`.\`__v0\` AS \`id\`, \`__p\`.\`__v1\` AS \`state\`, \`__p\`.\`__v2\` AS \`amount\`, \`__p\`.\`__v4\` AS \`day\`, '***' AS \`ssn\`, \`__p\`.\`__v6\` AS \`region_id\` FROM (${reading}) AS \`__p\``;
const guarded = `(${select})`;
const regions = "(SELECT `__p`.`id` AS `id`, `__p`.`name` AS `name` FROM `public`.`regions` AS `__p` FINAL)";

/** The guard's own derived tables of the texts below. */
export const clickhouseDerived: readonly string[] = [select, regions.slice(1, -1)];

/** Texts as the guard prints them for ClickHouse, whose masks stand outside of the SELECT that filters. */
export const honestClickhouseTexts: readonly string[] = [
  `SELECT * FROM ${guarded} AS \`s\``,
  `SELECT * FROM ${guarded} AS \`s\` ANY LEFT JOIN ${regions} AS \`r\` USING (\`id\`)`,
  `SELECT \`number\` FROM numbers(10) AS \`n\` WHERE \`number\` GLOBAL IN (SELECT \`id\` FROM ${guarded} AS \`s\`)`,
];

/** Texts that a mistaken rewriter or printer could give. */
export const doctoredClickhouseTexts: readonly DoctoredText[] = [
  ["both", "SELECT * FROM `public`.`sales`"],
  ["both", "SELECT * FROM `public`.`sales` FINAL"],
  ["both", "SELECT * FROM `sales`"],
  ["both", `SELECT * FROM ${guarded} AS \`s\` ANY LEFT JOIN \`public\`.\`sales\` USING (\`id\`)`],
  ["both", `SELECT 1 FROM ${guarded} AS \`s\` WHERE \`id\` GLOBAL IN (SELECT \`id\` FROM \`public\`.\`sales\`)`],
  ["both", `SELECT 1 FROM ${guarded} AS \`s\` UNION ALL SELECT 1 FROM \`public\`.\`sales\``],
  ["both", `SELECT * FROM (${reading}) AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("'NV'", "'TX'")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("WHERE", "WHERE 1 OR")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace(" WHERE `__p`.`state` IN ('CA', 'NV')", "")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("`__p`.`amount` AS `__v2`", "`__p`.`discount` AS `__v2`")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("'***'", "`__p`.`__v5`")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("`__p`.`__v2` AS `amount`", "`__p`.`__v1` AS `amount`")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace(" LIMIT 9223372036854775807", "")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("9223372036854775807", "5")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("SELECT", "SELECT DISTINCT")} AS \`s\``],
  [
    "both",
    `SELECT * FROM ${guarded.replace("AS `__p` WHERE", "AS `__p` CROSS JOIN `public`.`payroll` WHERE")} AS \`s\``,
  ],
  ["both", "SELECT * FROM (SELECT `__p`.`salary` AS `salary` FROM `public`.`payroll` AS `__p`) AS `p`"],
  ["words", "SELECT * FROM merge('public', '.*')"],
  ["words", `SELECT \`__p\`.\`ssn\` FROM ${guarded} AS \`s\``],
];
