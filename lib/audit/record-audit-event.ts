import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { noteChange } from "./recent-changes";
import { requireTenancyOn } from "./require-tenancy-on";

/** What happened. `details` holds names, ids and counts; never SQL text, secrets or row values (R25). */
export interface AuditEventInput {
  readonly action: `${string}.${string}`;
  /** The tenant whose event it is; null for what concerns the organization alone. */
  readonly tenantId?: string | null;
  readonly projectId?: string | null;
  readonly targetId?: string | null;
  readonly targetName?: string | null;
  readonly details?: Prisma.InputJsonObject;
}

/**
 * Writes the event inside the command's own transaction: neither can exist without the other. So this is also where an
 * admin's session without tenancy is kept from changing anything (R15): without its event, no command comes to an end.
 *
 * @throws DomainError `forbidden` in a session without tenancy
 */
export async function recordAuditEvent(transaction: Transaction, actor: Actor, event: AuditEventInput): Promise<void> {
  requireTenancyOn(actor, event);
  await transaction.auditEvent.create({ data: auditRow(actor, event), select: { id: true } });
  // Tokens come and go all the time and change nobody else's rights.
  if (!event.action.startsWith("token.")) noteChange();
}

/** The row for an event; shared with the queue so that both doors write the same thing. */
export function auditRow(actor: Actor, event: AuditEventInput): Prisma.AuditEventCreateManyInput {
  return {
    organizationId: actor.organizationId,
    actorKind: actor.kind,
    actorId: actorId(actor),
    actorName: actor.displayName,
    action: event.action,
    tenantId: event.tenantId ?? null,
    projectId: event.projectId ?? null,
    targetId: event.targetId ?? null,
    targetName: event.targetName ?? null,
    details: event.details ?? {},
  };
}

function actorId(actor: Actor): string {
  if (actor.kind === "api_client") return actor.apiKeyId;
  if (actor.kind === "embed_viewer") return actor.userId ?? actor.embedSessionId;
  return actor.userId;
}
