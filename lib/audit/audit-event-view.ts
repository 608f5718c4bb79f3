import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { AuditEvent, Prisma } from "@/prisma/client/client";
import { type AuditEventView, type AuditFilter, auditFilterSchema } from "./audit-event-schema";

/**
 * The events of the actor's organization that the filters leave.
 *
 * @throws DomainError `invalid_input`
 */
export function auditEventsMatching(actor: Actor, filter: AuditFilter): Prisma.AuditEventWhereInput {
  const { from, to, action, ...same } = parseInput(auditFilterSchema, filter);
  const period = { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) };
  const named = action?.endsWith(".*") ? { startsWith: action.slice(0, -1) } : action;
  return {
    ...same,
    ...(named ? { action: named } : {}),
    ...(from || to ? { occurredAt: period } : {}),
    organizationId: actor.organizationId,
  };
}

/** The row as admins see it. */
export function toAuditEventView(row: Omit<AuditEvent, "organizationId">): AuditEventView {
  return { ...row, details: row.details as AuditEventView["details"], occurredAt: row.occurredAt.toISOString() };
}
