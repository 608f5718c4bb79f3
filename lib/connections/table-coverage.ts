import type { Engine } from "@/prisma/client/enums";
import { type CoverableTable, type RuleScope, ruleCovers } from "./rule-coverage";

/** As much of a policy as tells which tables it governs. */
export interface PolicyScope {
  readonly id: string;
  readonly name: string;
  readonly connectionLayer: { readonly urlTemplateCiphertext: string | null; readonly fileTemplates: unknown } | null;
  readonly schemaLayer: { readonly sharedSchemas: readonly string[] } | null;
  readonly rules: readonly RuleScope[];
}

/** Prisma's selection of a `PolicyScope`. */
export const policyScopeSelect = {
  id: true,
  name: true,
  connectionLayer: { select: { urlTemplateCiphertext: true, fileTemplates: true } },
  schemaLayer: { select: { sharedSchemas: true } },
  rules: { select: { tableSchema: true, tableName: true, allTablesWithColumn: true } },
} as const;

/** The policies with a rule for this table. */
export function rulesCovering(table: CoverableTable, policies: readonly PolicyScope[]) {
  return policies
    .filter((policy) => policy.rules.some((rule) => ruleCovers(rule, table)))
    .map((policy) => ({ policyId: policy.id, policyName: policy.name }));
}

/** Whether any policy decides what tenants see of this table: a rule, or a layer that chooses where it is read from. */
export function isGoverned(table: CoverableTable, policies: readonly PolicyScope[]): boolean {
  return rulesCovering(table, policies).length > 0 || policies.some((policy) => layerGoverns(policy, table));
}

/** How a connection's policies keep tenants apart, in words. */
export function isolationStyleInWords(policies: readonly PolicyScope[], engine: Engine): string {
  const moved = policies.some((policy) => policy.connectionLayer?.urlTemplateCiphertext);
  const movesFiles = engine === "DUCKDB" && moved;
  const styles = [
    moved && !movesFiles && "a database per tenant",
    (movesFiles || policies.some((policy) => filesOf(policy).length > 0)) && "files per tenant",
    policies.some((policy) => policy.schemaLayer) && "a schema per tenant",
    policies.some((policy) => policy.rules.length > 0) && "rules for rows and columns",
  ].filter((style) => style !== false);
  return styles.length === 0 ? "no policy yet" : styles.join(" and ");
}

function layerGoverns(policy: PolicyScope, table: CoverableTable): boolean {
  if (policy.connectionLayer?.urlTemplateCiphertext) return true;
  if (policy.schemaLayer && !policy.schemaLayer.sharedSchemas.includes(table.schema)) return true;
  return filesOf(policy).some((file) => file.schema === table.schema && file.table === table.name);
}

function filesOf(policy: PolicyScope): { schema: string; table: string }[] {
  return (policy.connectionLayer?.fileTemplates ?? []) as { schema: string; table: string }[];
}
