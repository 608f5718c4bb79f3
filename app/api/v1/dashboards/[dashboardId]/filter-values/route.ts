import { filterValuesQuerySchema } from "@/lib/dashboards/filter-schema";
import { listFilterValues } from "@/lib/dashboards/list-filter-values";
import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards/{dashboardId}/filter-values: what a filter offers to the caller. */
export const GET = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = parseQuery(request, filterValuesQuerySchema);
  const values = await listFilterValues(actor, (await params).dashboardId, input, request.signal);
  return json(values, { headers: { "Cache-Control": "no-store" } });
});
