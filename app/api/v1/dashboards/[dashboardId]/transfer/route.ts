import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { transferDashboardSchema } from "@/lib/shares/share-schema";
import { transferDashboard } from "@/lib/shares/transfer-dashboard";

/** POST /api/v1/dashboards/{dashboardId}/transfer: makes somebody else the owner. */
export const POST = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, transferDashboardSchema);
  return json(await transferDashboard(actor, (await params).dashboardId, input));
});
