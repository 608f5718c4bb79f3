import type { FileTemplate } from "@/lib/connections/resolve-target";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import type { Prisma } from "@/prisma/client/client";
import type { PolicyDefinition } from "./policy-definition";
import type { CheckedPolicyInput, RuleInput } from "./policy-schema";

const urlPurpose = "policy.url_template";
const secretPurpose = "policy.secret";

/** Prisma's selection of a policy with its layers; secrets come by name only. */
export const definitionSelect = {
  id: true,
  name: true,
  connectionLayer: { select: { urlTemplateCiphertext: true, fileTemplates: true } },
  schemaLayer: { select: { schemaTemplate: true, sharedSchemas: true, roleTemplate: true } },
  rules: {
    select: {
      id: true,
      tableSchema: true,
      tableName: true,
      allTablesWithColumn: true,
      filter: true,
      excludedColumns: true,
      maskedColumns: true,
      tenantColumns: true,
    },
    orderBy: { position: "asc" },
  },
} as const satisfies Prisma.PolicySelect;

export type DefinitionRow = Prisma.PolicyGetPayload<{ select: typeof definitionSelect }>;

/** A stored policy with its URL template opened; what its filters depend on is still to be examined. */
export function definitionOf(row: DefinitionRow): PolicyDefinition {
  const { connectionLayer: layer } = row;
  return {
    id: row.id,
    name: row.name,
    connectionLayer: layer && {
      urlTemplate: layer.urlTemplateCiphertext && decryptSecret(urlPurpose, layer.urlTemplateCiphertext),
      fileTemplates: layer.fileTemplates as unknown as FileTemplate[],
    },
    schemaLayer: row.schemaLayer,
    rules: row.rules.map((rule) => ({
      ...rule,
      filterDepends: false,
      maskedColumns: rule.maskedColumns as Record<string, string>,
      tenantColumns: rule.tenantColumns as Record<string, string>,
    })),
  };
}

/** The definition that an input would become, to be checked before it is stored. */
export function definitionFromInput(input: CheckedPolicyInput): PolicyDefinition {
  const { connectionLayer: connection, schemaLayer: schema } = input;
  return {
    id: "",
    name: input.name,
    connectionLayer: connection
      ? { urlTemplate: connection.urlTemplate || null, fileTemplates: connection.fileTemplates }
      : null,
    schemaLayer: schema ? { ...schema, roleTemplate: schema.roleTemplate ?? null } : null,
    rules: input.rules.map((rule) => ({ id: "", filterDepends: false, ...ruleRow(rule) })),
  };
}

/** The layers and rules of an input as nested writes of one policy row. */
export function layerWrites(input: CheckedPolicyInput) {
  const { connectionLayer: connection, schemaLayer: schema } = input;
  return {
    connectionLayer: connection
      ? {
          create: {
            urlTemplateCiphertext: connection.urlTemplate ? encryptSecret(urlPurpose, connection.urlTemplate) : null,
            fileTemplates: connection.fileTemplates,
          },
        }
      : undefined,
    schemaLayer: schema ? { create: { ...schema, roleTemplate: schema.roleTemplate ?? null } } : undefined,
    rules: { create: input.rules.map((rule, position) => ({ position, ...ruleRow(rule) })) },
  };
}

export function encryptPolicySecret(value: string): string {
  return encryptSecret(secretPurpose, value);
}

export function decryptPolicySecret(ciphertext: string): string {
  return decryptSecret(secretPurpose, ciphertext);
}

function ruleRow(rule: RuleInput) {
  const [schema, name] = rule.table?.includes(".") ? rule.table.split(".") : [null, rule.table];
  return {
    tableSchema: schema ?? null,
    tableName: name ?? null,
    allTablesWithColumn: rule.allTablesWithColumn ?? null,
    filter: rule.filter || null,
    excludedColumns: rule.excludedColumns,
    maskedColumns: rule.maskedColumns,
    tenantColumns: rule.tenantColumns,
  };
}
