import { getDashboardVersion } from "@/lib/dashboards/dashboard-version";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards/{dashboardId}/versions/{versionNumber}: everything it said, for those who may edit. */
export const GET = handle<PathContext<"dashboardId" | "versionNumber">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { dashboardId, versionNumber } = await params;
  return json(await getDashboardVersion(actor, dashboardId, Number(versionNumber)));
});
