import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { updateDashboardSchema } from "@/lib/dashboards/dashboard-schema";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** GET /api/v1/dashboards/{dashboardId}: its definition, as far as the caller may know it. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getDashboard(actor, (await params).dashboardId));
});

/** PATCH /api/v1/dashboards/{dashboardId}: changes texts, filters or the set of cards. */
export const PATCH = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, updateDashboardSchema);
  return json(await updateDashboard(actor, (await params).dashboardId, input));
});

/** DELETE /api/v1/dashboards/{dashboardId}. */
export const DELETE = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  await deleteDashboard(actor, (await params).dashboardId);
  return noContent();
});
