import type { NamedValues } from "@/components/ui/named-values";
import type { AssignmentView, PolicyCheck, PolicyInput } from "@/lib/policies/policy-schema";
import type { Engine } from "@/prisma/client/enums";
import type { KnownTable } from "./policy-form";

/** What an assignment would most likely give a parameter: what the tenant is or has under that name. */
export function suggestedValue(name: string): string {
  return /^tenant(?:_(?:key|id))?$/.test(name) ? "{{ tenant.key }}" : `{{ tenant.attributes.${name} }}`;
}

/** A value for each parameter: what was typed, else what an assignment gives this tenant, else the likely one. */
export function startingValues(
  names: readonly string[],
  typed: NamedValues,
  assignments: readonly AssignmentView[],
  tenantId: string | null,
): NamedValues {
  const own = assignments.find((assignment) => assignment.kind === "TENANT" && assignment.tenantId === tenantId);
  const assigned: NamedValues = (own ?? assignments.find(({ kind }) => kind === "ALL_TENANTS"))?.parameters ?? {};
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? assigned[name] ?? suggestedValue(name)]));
}

/** A query over the first table that the policy opens, or covers, or that there is. */
export function defaultQuery(
  engine: Engine,
  input: PolicyInput,
  { coveredTables: covered }: PolicyCheck,
  tables: readonly KnownTable[],
): string {
  const table = covered.find(({ opens }) => opens) ?? covered[0];
  const [schema = "", ...rest] = (table ? `${table.schema}.${table.name}` : (tables[0]?.name ?? "")).split(".");
  const name = quoted(rest.join("."), engine);
  if (!name) return "";
  const unqualified = Boolean(input.schemaLayer) || schema === "main" || schema === "public";
  return `SELECT * FROM ${unqualified ? name : `${quoted(schema, engine)}.${name}`} LIMIT 20`;
}

function quoted(name: string, engine: Engine): string {
  if (name === "" || /^[a-z_][a-z0-9_]*$/.test(name)) return name;
  const mark = engine === "MYSQL" || engine === "CLICKHOUSE" ? "`" : '"';
  return `${mark}${name}${mark}`;
}
