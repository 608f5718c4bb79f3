import { ruleCovers } from "@/lib/connections/rule-coverage";
import type { Engine } from "@/prisma/client/enums";
import type { PolicyDefinition } from "./policy-definition";
import { policyParameters } from "./policy-parameters";
import { canOpen } from "./rule-openings";

/** What a policy means, in one paragraph for whoever saves it: where its readers are put, and what they see there. */
export function policySentence(
  policy: PolicyDefinition,
  tables: readonly {
    readonly schema: string;
    readonly name: string;
    readonly columns: readonly { readonly name: string }[];
  }[],
  engine: Engine,
): string {
  const sentences = [
    connectionSentence(policy, engine),
    schemaSentence(policy),
    ...policy.rules.map((rule) => ruleSentence(rule, tables.filter((table) => ruleCovers(rule, table)).length)),
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return "This policy says nothing yet.";
  const parameters = policyParameters(policy);
  const needs = parameters.length === 0 ? "" : ` Whoever gets it must be given ${list(parameters)}.`;
  return `Whoever this policy is assigned to ${sentences.join("; ")}. Several policies for one person all hold at once.${needs}`;
}

function connectionSentence({ connectionLayer: layer }: PolicyDefinition, engine: Engine): string | null {
  if (!layer) return null;
  if (layer.urlTemplate && engine === "DUCKDB") return "reads from a folder of their own, chosen by the path";
  if (layer.urlTemplate) return "reads from a database of their own, chosen by the connection URL";
  const names = layer.fileTemplates.map((file) => file.table);
  return names.length === 0 ? null : `reads ${list(names)} from files of their own`;
}

function schemaSentence({ schemaLayer: layer }: PolicyDefinition): string | null {
  if (!layer) return null;
  const shared = layer.sharedSchemas.length === 0 ? "" : ` and may name the shared ${list(layer.sharedSchemas)}`;
  const role = layer.roleTemplate ? `, as the database role ${layer.roleTemplate}` : "";
  return `reads from the schema ${layer.schemaTemplate}${shared}${role}`;
}

function ruleSentence(rule: PolicyDefinition["rules"][number], covered: number): string {
  const subject = rule.tableName ?? `every table with a column ${rule.allTablesWithColumn} (${covered} now)`;
  const conditions = [
    ...(rule.filter ? [rule.filter] : []),
    ...Object.entries(rule.tenantColumns).map(([column, parameter]) => `${column} is {{ ${parameter} }}`),
  ];
  const rows = conditions.length === 0 ? "" : ` only rows where ${conditions.join(" and ")}`;
  const without = rule.excludedColumns.length === 0 ? "" : `, never ${list(rule.excludedColumns)}`;
  const masks = Object.keys(rule.maskedColumns);
  const masked = masks.length === 0 ? "" : `, ${list(masks)} only as masked`;
  return canOpen(rule)
    ? `sees of ${subject}${rows}${without}${masked}`
    : `sees of ${subject}, if something else opens it,${rows || " the same rows"}${without}${masked}`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
