import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { type SubjectExportInput, subjectExportSchema } from "./audit-event-schema";
import { toAuditEventView } from "./audit-event-view";
import { findAuditedTenant } from "./find-audited-tenant";
import { recordAuditEvent } from "./record-audit-event";
import { type Subject, type SubjectRecord, subjectRecords } from "./subject-records";
import { walkAuditEvents } from "./walk-audit-events";

/**
 * Everything that is kept of one person or one tenant, for a data request: their records, then every event by or about
 * them, as JSON lines in pieces. Of somebody who was deleted the events are left. Nothing secret is in it, and taking it
 * away is an event itself, of the tenant concerned.
 *
 * @throws DomainError `forbidden`, `invalid_input`, `not_found` for a subject of which nothing is known
 */
export async function exportSubject(
  actor: Actor,
  input: SubjectExportInput,
): Promise<AsyncGenerator<string, void, undefined>> {
  requirePermission(actor, "audit:read");
  requirePermission(actor, "user:read");
  const { userId, tenantId } = parseInput(subjectExportSchema, input);
  const { organizationId } = actor;
  const subject: Subject = userId
    ? { kind: "user", organizationId, userId }
    : { kind: "tenant", organizationId, tenantId: tenantId ?? "" };
  const known = await findSubject(subject);
  if (!known) throw notFound(subject.kind === "user" ? "User" : "Tenant");
  await database.$transaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: `${subject.kind}.data_exported`,
      tenantId: known.tenantId,
      targetId: userId ?? tenantId,
      targetName: known.name,
    }),
  );
  return lines(subject);
}

/** The subject as it is, or as the latest event about it has it. */
async function findSubject(subject: Subject): Promise<{ tenantId: string | null; name: string | null } | null> {
  const { organizationId } = subject;
  if (subject.kind === "tenant") {
    const tenant = await findAuditedTenant(organizationId, subject.tenantId);
    return tenant && { tenantId: tenant.id, name: tenant.name };
  }
  const id = subject.userId;
  const user = await database.user.findUnique({
    where: { id, organizationId },
    select: { tenantId: true, displayName: true },
  });
  if (user) return { tenantId: user.tenantId, name: user.displayName };
  const where = { organizationId, targetId: id, action: "user.deleted" };
  const deleted = await database.auditEvent.findFirst({ where, select: { tenantId: true, targetName: true } });
  return deleted && { tenantId: deleted.tenantId, name: deleted.targetName };
}

async function* lines(subject: Subject): AsyncGenerator<string, void, undefined> {
  for await (const record of subjectRecords(subject)) yield line(record);
  for (const where of eventsOf(subject)) {
    for await (const events of walkAuditEvents(where)) {
      yield events.map((event) => line({ record: "event", ...toAuditEventView(event) })).join("");
    }
  }
}

/** By them, then about them: each has an index of its own, and no event comes twice. */
function eventsOf(subject: Subject): Prisma.AuditEventWhereInput[] {
  const { organizationId } = subject;
  if (subject.kind === "tenant") return [{ organizationId, tenantId: subject.tenantId }];
  const { userId } = subject;
  const byOthers = { OR: [{ actorId: null }, { actorId: { not: userId } }] };
  return [
    { organizationId, actorId: userId },
    { organizationId, targetId: userId, ...byOthers },
  ];
}

function line(record: SubjectRecord): string {
  return `${JSON.stringify(record)}\n`;
}
