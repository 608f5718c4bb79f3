import { restoreDashboardVersion } from "@/lib/dashboards/restore-dashboard-version";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ dashboardId: string; versionNumber: string }>;
}

/** POST /api/v1/dashboards/{dashboardId}/versions/{versionNumber}/restore: edits it back to an earlier version. */
export const POST = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { dashboardId, versionNumber } = await params;
  return json(await restoreDashboardVersion(actor, dashboardId, Number(versionNumber)));
});
