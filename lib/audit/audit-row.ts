import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";

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

/** The row for an event of an actor; all doors to the audit write the same thing. */
export function auditRow(actor: Actor, event: AuditEventInput) {
  return {
    organizationId: actor.organizationId,
    actorKind: actor.kind,
    actorId: auditActorId(actor),
    actorName: actor.displayName,
    ...eventFields(event),
  } satisfies Prisma.AuditEventCreateManyInput;
}

/** The row for an event that no known actor stands behind. */
export function systemRow(organizationId: string, event: AuditEventInput) {
  return {
    organizationId,
    actorKind: "system",
    actorId: null,
    actorName: "Bulkhead",
    ...eventFields(event),
  } satisfies Prisma.AuditEventCreateManyInput;
}

/** The id under which the audit knows an actor: the person, else the key or the session. */
export function auditActorId(actor: Actor): string {
  if (actor.kind === "api_client") return actor.apiKeyId;
  if (actor.kind === "scim_client") return actor.scimTokenId;
  if (actor.kind === "embed_viewer") return actor.userId ?? actor.embedSessionId;
  return actor.userId;
}

function eventFields(event: AuditEventInput) {
  const { action, tenantId = null, projectId = null, targetId = null, targetName = null, details = {} } = event;
  return { action, tenantId, projectId, targetId, targetName, details };
}
