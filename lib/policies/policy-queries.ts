import { z } from "zod";
import { requirePermission } from "@/lib/authorization/require-permission";
import { maskedUrlTemplate } from "@/lib/connections/url-template";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type Page, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { policyParameters } from "./policy-parameters";
import { definitionOf, definitionSelect } from "./policy-rows";
import type { PolicyView } from "./policy-schema";

export const listPoliciesSchema = pageSchema.extend({
  projectId: z.uuid().optional(),
  connectionId: z.uuid().optional(),
});

const viewSelect = {
  ...definitionSelect,
  projectId: true,
  connectionId: true,
  description: true,
  version: true,
  connection: { select: { name: true } },
  secrets: { select: { name: true }, orderBy: { name: "asc" } },
  _count: { select: { assignments: true } },
} as const satisfies Prisma.PolicySelect;

/**
 * One policy with its layers; secrets by name only, a password in a URL template as `***`.
 *
 * @throws DomainError `forbidden` without `policy:read`, `not_found`.
 */
export async function getPolicy(actor: Actor, id: string): Promise<PolicyView> {
  requirePermission(actor, "policy:read");
  const where = { id, organizationId: actor.organizationId };
  const row = isUuid(id) ? await database.policy.findFirst({ where, select: viewSelect }) : null;
  if (!row) throw notFound("Policy");
  return policyView(row);
}

/**
 * Policies of the organization by name, of one project or connection when it is given.
 *
 * @throws DomainError `forbidden` without `policy:read`.
 */
export async function listPolicies(
  actor: Actor,
  input: z.input<typeof listPoliciesSchema> = {},
): Promise<Page<PolicyView>> {
  requirePermission(actor, "policy:read");
  const page = parseInput(listPoliciesSchema, input);
  const where: Prisma.PolicyWhereInput = {
    organizationId: actor.organizationId,
    projectId: page.projectId,
    connectionId: page.connectionId,
    ...(page.search ? { name: containsWords(page.search) } : {}),
  };
  const [rows, total] = await Promise.all([
    database.policy.findMany({
      where,
      select: viewSelect,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      ...pageArguments(page),
    }),
    database.policy.count({ where }),
  ]);
  return toPage(rows.map(policyView), page.limit, total);
}

function policyView(row: Prisma.PolicyGetPayload<{ select: typeof viewSelect }>): PolicyView {
  const policy = definitionOf(row);
  const { connectionLayer, schemaLayer } = policy;
  return {
    id: row.id,
    projectId: row.projectId,
    connectionId: row.connectionId,
    connectionName: row.connection.name,
    name: row.name,
    description: row.description,
    version: row.version,
    connectionLayer: connectionLayer && {
      urlTemplate: connectionLayer.urlTemplate && maskedUrlTemplate(connectionLayer.urlTemplate),
      fileTemplates: [...connectionLayer.fileTemplates],
    },
    schemaLayer: schemaLayer && { ...schemaLayer, sharedSchemas: [...schemaLayer.sharedSchemas] },
    rules: policy.rules.map((rule) => ({
      id: rule.id,
      ...(rule.tableName ? { table: rule.tableSchema ? `${rule.tableSchema}.${rule.tableName}` : rule.tableName } : {}),
      ...(rule.allTablesWithColumn ? { allTablesWithColumn: rule.allTablesWithColumn } : {}),
      ...(rule.filter ? { filter: rule.filter } : {}),
      excludedColumns: [...rule.excludedColumns],
      maskedColumns: { ...rule.maskedColumns },
      tenantColumns: { ...rule.tenantColumns },
    })),
    parameters: policyParameters(policy),
    secretNames: row.secrets.map(({ name }) => name),
    assignmentCount: row._count.assignments,
  };
}
