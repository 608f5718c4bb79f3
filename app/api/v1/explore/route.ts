import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { exploreDomain } from "@/lib/queries/explore-domain";
import { exploreSchema } from "@/lib/queries/query-schema";

/** POST /api/v1/explore: answers a query of a semantic domain that the caller may use. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await exploreDomain(actor, await parseJson(request, exploreSchema), { signal: request.signal }));
});
