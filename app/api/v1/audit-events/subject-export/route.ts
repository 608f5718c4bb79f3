import { subjectQuerySchema } from "@/lib/audit/audit-event-schema";
import { exportSubject } from "@/lib/audit/export-subject";
import { parseQuery } from "@/lib/http/parse-query";
import { handle } from "@/lib/http/responses";
import { textDownload } from "@/lib/http/text-download";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/audit-events/subject-export?userId=…|tenantId=… */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  const lines = await exportSubject(actor, parseQuery(request, subjectQuerySchema));
  return textDownload(lines, "application/x-ndjson", "subject.jsonl");
});
