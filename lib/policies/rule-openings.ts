import { ruleCovers } from "@/lib/connections/rule-coverage";
import type { Dialect } from "@/lib/sql/security-context";
import { type CheckedTable, filterDependsOnPlaceholder } from "./check-rule-sql";
import type { PolicyDefinition, RuleDefinition } from "./policy-definition";
import { isAmbientName, isPersonalName, placeholdersInSql } from "./policy-parameters";

/** The same policies, each rule's filter examined for whether it could open a table at all (R01). */
export function withOpenings<T extends PolicyDefinition>(
  policies: readonly T[],
  tables: readonly CheckedTable[],
  dialect: Dialect,
): Promise<T[]> {
  return Promise.all(
    policies.map(async (policy) => ({
      ...policy,
      rules: await Promise.all(
        policy.rules.map(async (rule) => ({ ...rule, filterDepends: await filterDepends(rule, tables, dialect) })),
      ),
    })),
  );
}

/** Whether a rule could open a table to a tenant: its filter or a tenant column depends on who reads (R01). */
export function canOpen(rule: RuleDefinition): boolean {
  const couldBePersonal = (name: string) => !isAmbientName(name) || isPersonalName(name);
  return ruleOpens(rule, couldBePersonal);
}

/**
 * The one test of R01: a tenant column is compared with a value of the actor's own, or a filter whose placeholders are
 * all the actor's own lets no row pass without such a comparison.
 */
export function ruleOpens(rule: RuleDefinition, isOwn: (placeholder: string) => boolean): boolean {
  if (Object.values(rule.tenantColumns).some(isOwn)) return true;
  const names = placeholdersInSql(rule.filter ?? "");
  return rule.filterDepends && names.length > 0 && names.every(isOwn);
}

async function filterDepends(
  rule: RuleDefinition,
  tables: readonly CheckedTable[],
  dialect: Dialect,
): Promise<boolean> {
  if (!rule.filter || placeholdersInSql(rule.filter).length === 0) return false;
  const covered = tables.find((table) => ruleCovers(rule, table));
  return covered ? filterDependsOnPlaceholder(rule.filter, dialect, covered) : false;
}
