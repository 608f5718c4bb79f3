import { draftFilterValuesSchema } from "@/lib/dashboards/draft-schema";
import { listDraftFilterValues } from "@/lib/dashboards/list-draft-filter-values";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/dashboards/{dashboardId}/draft/filter-values: what a filter that is not saved yet offers to the caller. */
export const POST = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, draftFilterValuesSchema);
  const values = await listDraftFilterValues(actor, (await params).dashboardId, input, request.signal);
  return json(values, { headers: { "Cache-Control": "no-store" } });
});
