import { listAuditEvents } from "@/lib/audit/audit-queries";
import { tenantNamesOf } from "@/lib/audit/tenant-names";
import type { Page } from "@/lib/pagination";
import type { PortalActor } from "../../_shell/page-access";
import type { AuditRow } from "./_components/audit-table";

/** A page of events as the table shows them. */
export async function auditRows(
  actor: PortalActor,
  input: Parameters<typeof listAuditEvents>[1],
): Promise<Page<AuditRow>> {
  const page = await listAuditEvents(actor, input);
  const names = await tenantNamesOf(actor, page.data);
  const data = page.data.map((event) => ({
    ...event,
    tenantName: event.tenantId ? (names[event.tenantId] ?? null) : null,
  }));
  return { ...page, data };
}
