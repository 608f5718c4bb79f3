import { parseQuery } from "@/lib/http/parse-query";
import { handle } from "@/lib/http/responses";
import { textDownload } from "@/lib/http/text-download";
import { requireApiActor } from "@/lib/identity/api-actor";
import { accessReviewFilterSchema } from "@/lib/shares/access-schema";
import { exportAccessReview } from "@/lib/shares/export-access-review";

/** GET /api/v1/access-review/export: the same as CSV, to its end. */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  const lines = await exportAccessReview(actor, parseQuery(request, accessReviewFilterSchema));
  return textDownload(lines, "text/csv; charset=utf-8", "access-review.csv");
});
