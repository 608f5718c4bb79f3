import { ruleCovers, sameName } from "@/lib/connections/rule-coverage";
import type { Dialect } from "@/lib/sql/security-context";
import { error, warning } from "./check-layers";
import { type CheckedTable, checkFilter, checkMask } from "./check-rule-sql";
import type { PolicyDefinition, RuleDefinition } from "./policy-definition";
import { isAmbientName, placeholdersInRule } from "./policy-parameters";
import type { PolicyProblem } from "./policy-schema";
import { canOpen } from "./rule-openings";

/** Checked against this many of the tables a rule covers; rules for a column can cover thousands alike. */
const checkedTables = 50;

/** What is wrong with the rules of a policy, each against the tables that it covers. */
export async function checkRules(
  policy: PolicyDefinition,
  tables: readonly CheckedTable[],
  dialect: Dialect,
): Promise<PolicyProblem[]> {
  const problems = await Promise.all(
    policy.rules.map((rule, index) => checkRule(rule, `rules.${index}`, tables, dialect)),
  );
  return [...problems.flat(), ...duplicates(policy.rules)];
}

async function checkRule(
  rule: RuleDefinition,
  path: string,
  tables: readonly CheckedTable[],
  dialect: Dialect,
): Promise<PolicyProblem[]> {
  const covered = tables.filter((table) => ruleCovers(rule, table));
  const problems: PolicyProblem[] = [];
  if (covered.length === 0) {
    const place = rule.tableName === null ? "allTablesWithColumn" : "table";
    problems.push(error(`${path}.${place}`, "This rule covers no table of the connection"));
  }
  for (const table of covered.slice(0, checkedTables))
    problems.push(...(await checkOnTable(rule, path, table, dialect)));
  problems.push(...checkNames(rule, path), ...checkCollation(rule, path, covered, dialect));
  if (!canOpen(rule)) {
    const empty = !rule.filter && Object.keys(rule.maskedColumns).length + rule.excludedColumns.length === 0;
    const message = empty ? "This rule says nothing" : "This rule only narrows: it opens no table to tenants by itself";
    problems.push(empty ? error(path, message) : warning(path, message));
  }
  return firstPerPlace(problems);
}

async function checkOnTable(
  rule: RuleDefinition,
  path: string,
  table: CheckedTable,
  dialect: Dialect,
): Promise<PolicyProblem[]> {
  const has = (name: string) => table.columns.some((column) => sameName(column.name, name));
  const where = `${table.schema}.${table.name}`;
  const unknown = (place: string, name: string) => error(place, `${where} has no column ${name}`);
  // A rule for many tables may name columns that only some of them have.
  const strict = rule.allTablesWithColumn === null;
  const problems: (PolicyProblem | null)[] = [
    ...rule.excludedColumns.map((name, index) =>
      has(name) || !strict ? null : unknown(`${path}.excludedColumns.${index}`, name),
    ),
    ...Object.keys(rule.maskedColumns).map((name) =>
      has(name) || !strict ? null : unknown(`${path}.maskedColumns.${name}`, name),
    ),
    ...Object.keys(rule.tenantColumns).map((name) =>
      has(name) ? null : unknown(`${path}.tenantColumns.${name}`, name),
    ),
  ];
  if (table.columns.every((column) => rule.excludedColumns.some((name) => sameName(name, column.name)))) {
    problems.push(error(`${path}.excludedColumns`, `No column of ${where} would be left`));
  }
  if (rule.filter) problems.push(await checkFilter(`${path}.filter`, rule.filter, dialect, table));
  for (const [column, sql] of Object.entries(rule.maskedColumns)) {
    if (has(column)) problems.push(await checkMask(`${path}.maskedColumns.${column}`, sql, dialect, table));
  }
  return problems.filter((problem) => problem !== null);
}

/** Dotted names are the actor's own; others of that form can never be given by an assignment or a token. */
function checkNames(rule: RuleDefinition, path: string): PolicyProblem[] {
  const lost = placeholdersInRule(rule).filter((name) => !isAmbientName(name) && !/^[A-Za-z_]\w*$/.test(name));
  return lost.map((name) => error(`${path}.filter`, `Nothing can give a value to ${name}`));
}

/** What MySQL compares by default takes `acme`, `ACME` and `acmé` for one value. */
function checkCollation(
  rule: RuleDefinition,
  path: string,
  covered: readonly CheckedTable[],
  dialect: Dialect,
): PolicyProblem[] {
  const isText = ({ type }: { readonly type: string }) => /char|text|enum|set/i.test(type);
  const compared = (name: string) =>
    Object.keys(rule.tenantColumns).some((column) => sameName(column, name)) ||
    new RegExp(`\\b${name.replace(/[^\w]/g, ".")}\\b`, "i").test(rule.filter ?? "");
  const text = covered.flatMap(({ columns }) => columns).find((column) => isText(column) && compared(column.name));
  if (dialect !== "mysql" || !text || placeholdersInRule(rule).length === 0) return [];
  const message = `${text.name} is compared by its collation: unless that is a binary one (utf8mb4_bin), values that differ only in case or accents mean the same rows`;
  return [warning(rule.filter ? `${path}.filter` : path, message)];
}

function duplicates(rules: readonly RuleDefinition[]): PolicyProblem[] {
  const keys = rules.map(({ id: _, ...rule }) => JSON.stringify(rule).toLowerCase());
  return keys.flatMap((key, index) =>
    keys.indexOf(key) < index ? [error(`rules.${index}`, "This rule stands here twice")] : [],
  );
}

function firstPerPlace(problems: readonly PolicyProblem[]): PolicyProblem[] {
  return problems.filter((problem, index) => problems.findIndex(({ path }) => path === problem.path) === index);
}
