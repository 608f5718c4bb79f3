import { auditExportQuerySchema } from "@/lib/audit/audit-event-schema";
import { exportAuditEvents } from "@/lib/audit/export-audit-events";
import { parseQuery } from "@/lib/http/parse-query";
import { handle } from "@/lib/http/responses";
import { textDownload } from "@/lib/http/text-download";
import { requireApiActor } from "@/lib/identity/api-actor";

const contentTypes = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson" };

/** GET /api/v1/audit-events/export?format=csv|jsonl */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  const { format, ...filter } = parseQuery(request, auditExportQuerySchema);
  return textDownload(await exportAuditEvents(actor, format, filter), contentTypes[format], `audit-events.${format}`);
});
