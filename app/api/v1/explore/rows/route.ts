import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { exploreRows } from "@/lib/queries/explore-rows";
import { exploreRowsSchema } from "@/lib/queries/rows-behind-schema";

/** POST /api/v1/explore/rows: the rows behind a value that a semantic domain answered. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await exploreRows(actor, await parseJson(request, exploreRowsSchema), request.signal));
});
