import { parseTemplate } from "@/lib/connections/target-template";
import { parsePlaceholderName } from "@/lib/sql/placeholders";
import type { PolicyDefinition, RuleDefinition } from "./policy-definition";

/** Macros that stand for the actor, and the names they have as placeholders. */
export const macroNames = [
  "current_user_tenant()",
  "current_user_id()",
  "current_user_email()",
  "current_user_role()",
] as const;

const ambientName = /^(?:tenant\.(?:key|attributes\.[\w-]+)|user\.(?:email|attributes\.[\w-]+))$/;

/** Whether a placeholder is filled from the actor and not from a policy's parameters. */
export function isAmbientName(name: string): boolean {
  return ambientName.test(name) || (macroNames as readonly string[]).includes(name);
}

/** Whether a placeholder names an attribute of a tenant or person. */
export function isAttributeName(name: string): boolean {
  return name.startsWith("tenant.attributes.") || name.startsWith("user.attributes.");
}

/** Whether a placeholder's value belongs to this very tenant or person: what may open a table (R01). */
export function isPersonalName(name: string): boolean {
  return isAmbientName(name) && name !== "current_user_role()";
}

/** Names inside the braces of a SQL text, whatever stands around them; the guard judges their places. */
export function placeholdersInSql(sql: string): string[] {
  const names = [...sql.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => parsePlaceholderName(match[1] ?? ""));
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** Every placeholder of a rule: in its filter, its masks and its tenant columns. */
export function placeholdersInRule(rule: Pick<RuleDefinition, "filter" | "maskedColumns" | "tenantColumns">): string[] {
  const texts = [rule.filter ?? "", ...Object.values(rule.maskedColumns)];
  return [...new Set([...texts.flatMap(placeholdersInSql), ...Object.values(rule.tenantColumns)])];
}

/** Placeholders of the layers that choose a target, secrets left out. */
export function placeholdersInLayers(policy: Pick<PolicyDefinition, "connectionLayer" | "schemaLayer">): string[] {
  const { connectionLayer, schemaLayer } = policy;
  const texts = [
    connectionLayer?.urlTemplate ?? "",
    ...(connectionLayer?.fileTemplates ?? []).map((file) => file.path),
    schemaLayer?.schemaTemplate ?? "",
    schemaLayer?.roleTemplate ?? "",
  ];
  const placeholders = texts.flatMap((text) => parseTemplate(text).placeholders);
  return [...new Set(placeholders.filter(({ secret }) => !secret).map(({ name }) => name))];
}

/** Names of `{{ name@secret }}` in a URL template. */
export function secretsInTemplate(urlTemplate: string | null): string[] {
  const { placeholders } = parseTemplate(urlTemplate ?? "");
  return [...new Set(placeholders.filter(({ secret }) => secret).map(({ name }) => name))];
}

/** The parameters that whoever applies a policy must give: every placeholder that the actor itself does not fill. */
export function policyParameters(policy: Omit<PolicyDefinition, "id" | "name">): string[] {
  const names = [...placeholdersInLayers(policy), ...policy.rules.flatMap(placeholdersInRule)];
  return [...new Set(names.filter((name) => !isAmbientName(name)))].sort();
}
