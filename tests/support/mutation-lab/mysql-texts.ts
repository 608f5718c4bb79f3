import type { DoctoredText } from "./polyglot-verification";

const columns =
  "`__p`.`id` AS `id`, `__p`.`state` AS `state`, `__p`.`amount` AS `amount`, `__p`.`day` AS `day`, '***' AS `ssn`, `__p`.`region_id` AS `region_id`";
const select = `SELECT ${columns} FROM \`public\`.\`sales\` AS \`__p\` WHERE \`__p\`.\`state\` IN ('CA', 'NV') LIMIT 18446744073709551615`;
const guarded = `(${select})`;

/** The guard's own derived tables of the texts below. */
export const mysqlDerived: readonly string[] = [select];

/** Texts as the guard prints them for MySQL. */
export const honestMysqlTexts: readonly string[] = [
  `SELECT * FROM ${guarded} AS \`s\``,
  `WITH \`__c1\` AS (SELECT * FROM ${guarded} AS \`s\`) SELECT * FROM \`__c1\` AS \`s\``,
  `SELECT 1 FROM ${guarded} AS \`a\` JOIN (${guarded} AS \`b\` CROSS JOIN ${guarded} AS \`c\`) ON TRUE, ${guarded} AS \`d\``,
];

/** Texts that a mistaken rewriter or printer could give. */
export const doctoredMysqlTexts: readonly DoctoredText[] = [
  ["both", "SELECT * FROM `public`.`sales`"],
  ["both", "SELECT * FROM `sales`"],
  ["tree", "SELECT * FROM `__c1`"],
  ["both", `SELECT (SELECT max(\`id\`) FROM \`public\`.\`sales\`) FROM ${guarded} AS \`s\``],
  ["both", `SELECT * FROM ${guarded} AS \`s\`, \`public\`.\`sales\``],
  ["both", `SELECT * FROM ${guarded} AS \`s\` JOIN \`public\`.\`sales\` ON TRUE`],
  ["both", `SELECT * FROM ${guarded} AS \`s\` STRAIGHT_JOIN \`public\`.\`sales\` ON TRUE`],
  ["both", `SELECT * FROM (\`public\`.\`sales\` CROSS JOIN ${guarded} AS \`s\`)`],
  ["both", `SELECT * FROM ${guarded} AS \`s\` JOIN (${guarded} AS \`t\` CROSS JOIN \`public\`.\`sales\`) ON TRUE`],
  ["both", `SELECT 1 FROM ${guarded} AS \`s\` UNION SELECT 1 FROM \`public\`.\`sales\``],
  ["both", `SELECT EXTRACT(YEAR FROM \`day\`) FROM \`public\`.\`sales\``],
  ["both", "WITH `__c1` AS (SELECT * FROM `public`.`sales`) SELECT * FROM `__c1`"],
  ["both", `WITH \`sales\` AS (SELECT * FROM ${guarded} AS \`s\`) SELECT * FROM \`sales\``],
  ["tree", `WITH \`x\` AS (SELECT 1) SELECT * FROM ${guarded} AS \`s\``],
  ["both", "WITH `__c1` AS (SELECT 1) SELECT * FROM `public`.`__c1`"],
  ["both", "WITH `__c1` AS (SELECT 1) SELECT * FROM `__c1`.`sales`"],
  ["both", `SELECT * FROM (SELECT ${columns} FROM \`public\`.\`sales\` AS \`__p\`) AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("'NV'", "'TX'")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("WHERE", "WHERE TRUE OR")} AS \`s\``],
  [
    "both",
    `SELECT * FROM ${guarded.replace("`__p`.`id` AS `id`", "`__p`.`id` AS `id`, `__p`.`discount` AS `discount`")} AS \`s\``,
  ],
  ["both", `SELECT * FROM ${guarded.replace("'***'", "`__p`.`ssn`")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("`__p`.`amount` AS", "`__p`.`discount` AS")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("AS `__p`", "AS `__p` CROSS JOIN `public`.`payroll`")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace(" LIMIT 18446744073709551615", "")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("18446744073709551615", "5")} AS \`s\``],
  ["both", `SELECT * FROM ${guarded.replace("SELECT", "SELECT DISTINCT")} AS \`s\``],
  ["both", "SELECT * FROM (SELECT `__p`.`salary` AS `salary` FROM `public`.`payroll` AS `__p`) AS `p`"],
  ["both", "SELECT * FROM (SELECT `__p`.`id` AS `id` FROM `tenant_c`.`unknown` AS `__p`) AS `p`"],
  ["words", `SELECT \`__p\`.\`ssn\` FROM ${guarded} AS \`s\``],
];
