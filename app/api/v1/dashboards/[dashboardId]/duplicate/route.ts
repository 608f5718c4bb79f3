import { duplicateDashboardSchema } from "@/lib/dashboards/dashboard-schema";
import { duplicateDashboard } from "@/lib/dashboards/duplicate-dashboard";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** POST /api/v1/dashboards/{dashboardId}/duplicate: copies the definition into a dashboard of the caller's own. */
export const POST = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, duplicateDashboardSchema);
  return json(await duplicateDashboard(actor, (await params).dashboardId, input), { status: 201 });
});
