import { z } from "zod";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { previewCard } from "@/lib/queries/preview-card";
import type { PreviewCardInput } from "@/lib/queries/query-schema";

/** POST /api/v1/cards/preview: runs SQL, or a query of a semantic domain, as the caller. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  // Which of the two forms it is decides what is wrong with it: the command checks it.
  const input = (await parseJson(request, z.looseObject({}))) as PreviewCardInput;
  return json(await previewCard(actor, input, request.signal));
});
