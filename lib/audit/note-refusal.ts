import { DomainError } from "@/lib/errors";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { logSeldom } from "@/lib/log-seldom";
import { queueAuditEvent, queueSystemEvent } from "./audit-queue";
import { type AuditEventInput, auditActorId } from "./audit-row";
import { installationOrganization } from "./installation-organization";
import { admitRefusal, type RefusedSide } from "./refusal-limit";

/**
 * Notes that an actor was refused something, without making anybody wait and never more than a few a minute of one kind, or
 * so many of one tenant; those left out are counted in the next one. What cannot be noted is refused all the same.
 *
 * @param kind what tells refusals of one actor apart; never anything the caller can choose freely
 */
export function noteRefusal(actor: Actor, kind: string, event: AuditEventInput): void {
  const who = auditActorId(actor);
  const limited = withinLimit("known", [actor.organizationId, who, event.action, kind], event, tenantOf(actor) ?? who);
  if (limited) write(() => queueAuditEvent(actor, limited));
}

/** The same for whoever could not say who they are, but named something of the organization. */
export function noteUnknownRefusal(organizationId: string, kind: string, event: AuditEventInput): void {
  const limited = withinLimit("stranger", [organizationId, event.action, kind], event);
  if (limited) write(() => queueSystemEvent(organizationId, limited));
}

/** The same for whoever named nothing that exists: it stands with the organization that runs the installation. */
export async function noteStranger(kind: string, event: AuditEventInput): Promise<void> {
  const limited = withinLimit("stranger", [event.action, kind], event);
  if (!limited) return;
  const organizationId = await installationOrganization().catch(notNoted);
  if (organizationId) write(() => queueSystemEvent(organizationId, limited));
}

/**
 * The error for what an actor may not do, noted in the audit of the actor's own tenant: `throw forbidden(…)`. Nothing
 * else makes an error of this code, so that no refusal goes unnoted.
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

function withinLimit(
  side: RefusedSide,
  kind: readonly string[],
  event: AuditEventInput,
  home?: string,
): AuditEventInput | null {
  const admitted = admitRefusal(kind.join(" "), side, home);
  if (!admitted) return null;
  const { unrecorded } = admitted;
  return unrecorded > 0 ? { ...event, details: { ...event.details, unrecorded } } : event;
}

function write(queue: () => void): void {
  try {
    queue();
  } catch (error) {
    notNoted(error);
  }
}

function notNoted(error: unknown): null {
  logSeldom("a refusal could not be noted in the audit", error);
  return null;
}
