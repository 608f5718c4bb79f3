import { requirePermission } from "@/lib/authorization/require-permission";
import { csvLine } from "@/lib/csv-line";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { AuditEventView, AuditExportFormat, AuditFilter, AuditSort } from "./audit-event-schema";
import { auditEventsMatching, toAuditEventView } from "./audit-event-view";
import { findAuditedTenant } from "./find-audited-tenant";
import { recordAuditEvent } from "./record-audit-event";
import { walkAuditEvents } from "./walk-audit-events";

const columns = [
  "id",
  "occurredAt",
  "action",
  "actorKind",
  "actorId",
  "actorName",
  "tenantId",
  "projectId",
  "targetId",
  "targetName",
  "details",
  "sequence",
  "hash",
] as const satisfies readonly (keyof AuditEventView)[];

/**
 * All events that the filters leave, newest first unless sorted otherwise, as text in pieces: the whole never stands in memory. Taking the
 * audit away is an event itself, written before the first line.
 *
 * @throws DomainError `forbidden`, `invalid_input`, `not_found` for a tenant that the organization never had
 */
export async function exportAuditEvents(
  actor: Actor,
  format: AuditExportFormat,
  { sort, ...filter }: AuditFilter & { sort?: AuditSort } = {},
): Promise<AsyncGenerator<string, void, undefined>> {
  requirePermission(actor, "audit:read");
  const where = auditEventsMatching(actor, filter);
  const { tenantId = null } = filter;
  if (tenantId && !(await findAuditedTenant(actor.organizationId, tenantId))) throw notFound("Tenant");
  await database.$transaction((tx) =>
    recordAuditEvent(tx, actor, {
      action: "audit.exported",
      tenantId,
      details: { format, filters: Object.keys(filter) },
    }),
  );
  return lines(format, where, sort);
}

async function* lines(format: AuditExportFormat, where: ReturnType<typeof auditEventsMatching>, sort?: AuditSort) {
  if (format === "csv") yield csvLine(columns);
  for await (const rows of walkAuditEvents(where, sort)) {
    yield rows.map((row) => line(format, toAuditEventView(row))).join("");
  }
}

function line(format: AuditExportFormat, event: AuditEventView): string {
  if (format === "jsonl") return `${JSON.stringify(event)}\n`;
  return csvLine(columns.map((column) => (column === "details" ? JSON.stringify(event.details) : event[column])));
}
