import { rotateDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** POST /api/v1/dashboards/{dashboardId}/secret/rotate: the old secret mints nothing from now on. */
export const POST = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await rotateDashboardSecret(actor, (await params).dashboardId));
});
