import { ruleCovers, sameName } from "@/lib/connections/rule-coverage";
import type { ColumnMask, PlaceholderValues, RowFilter, RuleReference } from "@/lib/sql/security-context";
import {
  type AppliedPolicy,
  type AppliedValue,
  appliedValue,
  type CombinableTable,
  dependsOnActor,
} from "./applied-policy";
import type { RuleDefinition } from "./policy-definition";
import { placeholdersInSql } from "./policy-parameters";
import { ruleOpens } from "./rule-openings";

type Ambient = Readonly<Record<string, AppliedValue>>;

/** What all rules together say about one table, before exposure is looked at. */
export interface CombinedRules {
  readonly filters: readonly RowFilter[];
  readonly excludedColumns: readonly string[];
  readonly maskedColumns: Readonly<Record<string, ColumnMask>>;
  /** Whether a filter or tenant column that depends on this actor applies (R01). */
  readonly opened: boolean;
  /** Whether any rule covers the table. */
  readonly covered: boolean;
  /** Why nobody may read it although a rule opens it: a rule cannot be applied as it stands. */
  readonly closedBecause: string | null;
}

interface AppliedRule {
  readonly applied: AppliedPolicy;
  readonly rule: RuleDefinition;
}

/**
 * Combines every rule that covers a table: an AND over kinds and policies; inside the kind group, an OR of complete
 * predicates for one policy that comes through several groups (R11). Exclusions and masks add up in every case,
 * exclusion beats mask, and masks that differ give NULL.
 */
export function combineRules(
  table: CombinableTable,
  policies: readonly AppliedPolicy[],
  ambient: Ambient,
): CombinedRules {
  const rules = policies.flatMap((applied) =>
    applied.policy.rules.filter((rule) => ruleCovers(rule, table)).map((rule) => ({ applied, rule })),
  );
  const bundles = bundle(rules);
  const filters = bundles.flatMap((alternatives) => bundleFilters(alternatives, table, ambient));
  const excluded = catalogNames(
    table,
    rules.flatMap(({ rule }) => rule.excludedColumns),
  );
  return {
    filters,
    excludedColumns: excluded,
    maskedColumns: combineMasks(table, rules, excluded, ambient),
    opened: bundles.some((alternatives) => alternatives.every((parts) => parts.some(opens))),
    covered: rules.length > 0,
    closedBecause: rules.map((part) => whyClosed(part, table)).find((reason) => reason !== null) ?? null,
  };
}

/** Bundles of alternatives: one policy through several groups has several, everything else has one. */
function bundle(rules: readonly AppliedRule[]): AppliedRule[][][] {
  const bundles = new Map<string, Map<AppliedPolicy, AppliedRule[]>>();
  for (const part of rules) {
    const { policy, kind, origin } = part.applied;
    const key = kind === "GROUP" ? `GROUP ${policy.id}` : `${kind} ${policy.id} ${origin}`;
    const alternatives = bundles.get(key) ?? new Map<AppliedPolicy, AppliedRule[]>();
    alternatives.set(part.applied, [...(alternatives.get(part.applied) ?? []), part]);
    bundles.set(key, alternatives);
  }
  // Only groups are alternatives to one another; two tokens' or kinds' policies under one key still all hold.
  return [...bundles.entries()].flatMap(([key, alternatives]) =>
    key.startsWith("GROUP ") ? [[...alternatives.values()]] : [...alternatives.values()].map((parts) => [parts]),
  );
}

function bundleFilters(alternatives: AppliedRule[][], table: CombinableTable, ambient: Ambient): RowFilter[] {
  const predicates = alternatives.map((parts) => parts.flatMap((part) => ruleFilters(part, table, ambient)));
  if (predicates.length === 1) return predicates[0] ?? [];
  // An alternative without a predicate would let every row through, and the OR with it.
  if (predicates.some((of) => of.length === 0)) return [];
  return [{ kind: "any", of: predicates.map((of) => ({ kind: "all", of })) }];
}

function ruleFilters({ applied, rule }: AppliedRule, table: CombinableTable, ambient: Ambient): RowFilter[] {
  const reference = referenceTo(applied, rule);
  const filters: RowFilter[] = [];
  if (rule.filter) {
    filters.push({
      kind: "predicate",
      sql: rule.filter,
      values: valuesIn(rule.filter, applied, ambient),
      rule: reference,
    });
  }
  for (const [column, parameter] of Object.entries(rule.tenantColumns)) {
    const name = catalogNames(table, [column])[0] ?? column;
    const value = appliedValue(parameter, applied, ambient);
    // Without a value the predicate names a placeholder that has none, which the guard refuses when the table is read.
    filters.push(
      value
        ? { kind: "tenant_column", column: name, value: { value: value.value, origin: value.origin }, rule: reference }
        : {
            kind: "predicate",
            sql: `"${name.replaceAll('"', '""')}" IN {{ ${parameter} }}`,
            values: {},
            rule: reference,
          },
    );
  }
  return filters;
}

function combineMasks(
  table: CombinableTable,
  rules: readonly AppliedRule[],
  excluded: readonly string[],
  ambient: Ambient,
) {
  const masks: Record<string, ColumnMask> = {};
  for (const { applied, rule } of rules) {
    for (const [column, sql] of Object.entries(rule.maskedColumns)) {
      const name = catalogNames(table, [column])[0];
      if (name === undefined || excluded.includes(name)) continue;
      const mask = { sql, values: valuesIn(sql, applied, ambient), rule: referenceTo(applied, rule) };
      const before = masks[name];
      masks[name] = before && !sameMask(before, mask) ? { sql: "NULL", values: {}, rule: mask.rule } : mask;
    }
  }
  return masks;
}

function sameMask(one: ColumnMask, other: ColumnMask): boolean {
  const values = (mask: ColumnMask) =>
    JSON.stringify(Object.entries(mask.values).map(([name, { value }]) => [name, value]));
  return one.sql === other.sql && values(one) === values(other);
}

function valuesIn(sql: string, applied: AppliedPolicy, ambient: Ambient): PlaceholderValues {
  const entries = placeholdersInSql(sql).flatMap((name) => {
    const value = appliedValue(name, applied, ambient);
    return value ? [[name, { value: value.value, origin: value.origin }] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The catalog's own spelling of columns that exist; a column that is gone needs no hiding. */
function catalogNames(table: CombinableTable, names: readonly string[]): string[] {
  const found = table.columns.filter((column) => names.some((name) => sameName(name, column.name)));
  return found.map((column) => column.name);
}

function opens({ applied, rule }: AppliedRule): boolean {
  return ruleOpens(rule, (name) => dependsOnActor(name, applied));
}

function whyClosed({ applied, rule }: AppliedRule, table: CombinableTable): string | null {
  if (applied.unfillable) return `The policy ${applied.policy.name} needs a tenant, and there is none`;
  const gone = Object.keys(rule.tenantColumns).find((column) => catalogNames(table, [column]).length === 0);
  return gone === undefined ? null : `The tenant column ${gone} of the policy ${applied.policy.name} does not exist`;
}

function referenceTo(applied: AppliedPolicy, rule: RuleDefinition): RuleReference {
  return {
    policyId: applied.policy.id,
    policyName: applied.policy.name,
    ruleId: rule.id,
    appliesThrough: applied.origin,
  };
}
