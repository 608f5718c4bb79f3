import type { Prisma } from "@/prisma/client/client";
import type { DomainView } from "./domain-schema";

export const domainViewFields = {
  id: true,
  projectId: true,
  name: true,
  description: true,
  createdAt: true,
} as const satisfies Prisma.SemanticDomainSelect;

/** A domain as people get it. */
export function toDomainView(row: Prisma.SemanticDomainGetPayload<{ select: typeof domainViewFields }>): DomainView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
