import { auditQuerySchema } from "@/lib/audit/audit-event-schema";
import { listAuditEvents } from "@/lib/audit/audit-queries";
import { jsonPage } from "@/lib/http/page-response";
import { parseQuery } from "@/lib/http/parse-query";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/audit-events */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  const { limit, cursor, sort, ...filter } = parseQuery(request, auditQuerySchema);
  return jsonPage(await listAuditEvents(actor, { ...filter, page: { limit, cursor, sort } }));
});
