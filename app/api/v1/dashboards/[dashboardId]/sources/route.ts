import { listDashboardSources } from "@/lib/dashboards/dashboard-sources";
import { dashboardSourcesQuerySchema } from "@/lib/dashboards/dashboard-sources-schema";
import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards/{dashboardId}/sources: what its cards can be made of. */
export const GET = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { asTenantId } = parseQuery(request, dashboardSourcesQuerySchema);
  return json(await listDashboardSources(actor, (await params).dashboardId, asTenantId));
});
