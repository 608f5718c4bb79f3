import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { previewCard } from "@/lib/queries/preview-card";
import { previewCardSchema } from "@/lib/queries/query-schema";

/** POST /api/v1/cards/preview: runs a query as the caller. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await previewCard(actor, await parseJson(request, previewCardSchema), request.signal));
});
