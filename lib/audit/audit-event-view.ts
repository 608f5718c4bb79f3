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
export function toAuditEventView(row: AuditEvent): AuditEventView {
  return {
    id: row.id,
    occurredAt: row.occurredAt.toISOString(),
    action: row.action,
    actorKind: row.actorKind,
    actorId: row.actorId,
    actorName: row.actorName,
    tenantId: row.tenantId,
    projectId: row.projectId,
    targetId: row.targetId,
    targetName: row.targetName,
    details: row.details as AuditEventView["details"],
    sequence: row.chainSequence === null ? null : Number(row.chainSequence),
    hash: row.chainHash,
  };
}
