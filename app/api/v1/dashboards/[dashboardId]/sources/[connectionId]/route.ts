import { getDashboardCatalog } from "@/lib/dashboards/dashboard-sources";
import { dashboardSourcesQuerySchema } from "@/lib/dashboards/dashboard-sources-schema";
import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards/{dashboardId}/sources/{connectionId}: what queries may name there. */
export const GET = handle<PathContext<"dashboardId" | "connectionId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { asTenantId } = parseQuery(request, dashboardSourcesQuerySchema);
  const { dashboardId, connectionId } = await params;
  return json(await getDashboardCatalog(actor, dashboardId, connectionId, asTenantId));
});
