import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { accessReviewQuerySchema } from "@/lib/shares/access-schema";
import { listAccessReview } from "@/lib/shares/list-access-review";

/** GET /api/v1/access-review: who reaches what. */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await listAccessReview(actor, parseQuery(request, accessReviewQuerySchema)));
});
