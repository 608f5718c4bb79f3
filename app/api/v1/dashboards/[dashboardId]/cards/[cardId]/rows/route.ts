import { cardRowsSchema } from "@/lib/dashboards/card-rows-schema";
import { listCardRows } from "@/lib/dashboards/list-card-rows";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/dashboards/{dashboardId}/cards/{cardId}/rows: the rows behind a value of a domain card. */
export const POST = handle<PathContext<"dashboardId" | "cardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { dashboardId, cardId } = await params;
  const input = await parseJson(request, cardRowsSchema);
  return json(await listCardRows(actor, dashboardId, cardId, input, request.signal));
});
