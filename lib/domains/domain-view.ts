import { can } from "@/lib/authorization/require-permission";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import type { DomainDefinition } from "./domain-definition-schema";
import { domainFields } from "./domain-fields";
import { grantViewFields, toGrantView } from "./domain-grants";
import type { DomainSummary, DomainView } from "./domain-schema";

export const domainSummaryFields = {
  id: true,
  projectId: true,
  name: true,
  description: true,
  createdAt: true,
} as const satisfies Prisma.SemanticDomainSelect;

export const domainViewFields = {
  ...domainSummaryFields,
  connectionId: true,
  definition: true,
  version: true,
  grants: { select: grantViewFields, orderBy: [{ scope: "asc" }, { id: "asc" }] },
} as const satisfies Prisma.SemanticDomainSelect;

/** A domain in a list. */
export function toDomainSummary(
  row: Prisma.SemanticDomainGetPayload<{ select: typeof domainSummaryFields }>,
): DomainSummary {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** A domain as people get it; where its rows come from is for those who manage domains. */
export function toDomainView(
  actor: Actor,
  row: Prisma.SemanticDomainGetPayload<{ select: typeof domainViewFields }>,
): DomainView {
  const { connectionId, version, grants, definition: stored, ...summary } = row;
  const definition = definitionOf(stored);
  const view = { ...toDomainSummary(summary), ...domainFields(definition) };
  if (!can(actor, "domain:update")) return view;
  return { ...view, management: { connectionId, version, definition, grants: grants.map(toGrantView) } };
}

/** A definition as stored; it was checked when it was written. */
export function definitionOf(stored: Prisma.JsonValue): DomainDefinition {
  return stored as unknown as DomainDefinition;
}
