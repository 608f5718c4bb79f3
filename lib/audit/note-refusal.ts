import { DomainError } from "@/lib/errors";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { logSeldom } from "@/lib/log-seldom";
import { queueAuditEvent, queueSystemEvent } from "./audit-queue";
import { type AuditEventInput, auditActorId } from "./audit-row";
import { admitRefusal } from "./refusal-limit";

/**
 * Notes that an actor was refused something, without making anybody wait and never more than a few a minute of one kind;
 * those left out are counted in the next one. What cannot be noted is refused all the same.
 *
 * @param kind what tells refusals of one actor apart; never anything the caller can choose freely
 */
export function noteRefusal(actor: Actor, kind: string, event: AuditEventInput): void {
  note([actor.organizationId, auditActorId(actor), event.action, kind], event, (limited) =>
    queueAuditEvent(actor, limited),
  );
}

/** The same for whoever could not say who they are. */
export function noteUnknownRefusal(organizationId: string, kind: string, event: AuditEventInput): void {
  note([organizationId, event.action, kind], event, (limited) => queueSystemEvent(organizationId, limited));
}

/**
 * The error for what an actor may not do, noted in the audit of the actor's own tenant: `throw forbidden(…)`.
 *
 * @param permission what was missing, in the words of the matrix where it has any
 */
export function forbidden(actor: Actor, permission: string, message: string): DomainError {
  const code = "forbidden";
  noteRefusal(actor, permission, {
    action: "access.refused",
    tenantId: tenantOf(actor),
    details: { code, permission },
  });
  return new DomainError(code, message);
}

function note(kind: readonly string[], event: AuditEventInput, write: (event: AuditEventInput) => void): void {
  const admitted = admitRefusal(kind.join(" "));
  if (!admitted) return;
  const { unrecorded } = admitted;
  try {
    write(unrecorded > 0 ? { ...event, details: { ...event.details, unrecorded } } : event);
  } catch (error) {
    logSeldom("a refusal could not be noted in the audit", error);
  }
}
