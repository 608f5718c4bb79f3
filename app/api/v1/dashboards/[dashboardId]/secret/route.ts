import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** GET /api/v1/dashboards/{dashboardId}/secret: for admins, and recorded. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await readDashboardSecret(actor, (await params).dashboardId));
});
