import { listVersionsSchema } from "@/lib/dashboards/dashboard-schema";
import { listDashboardVersions } from "@/lib/dashboards/dashboard-versions";
import { jsonPage } from "@/lib/http/page-response";
import { parseQuery } from "@/lib/http/parse-query";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** GET /api/v1/dashboards/{dashboardId}/versions: newest first, for those who may edit. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const page = parseQuery(request, listVersionsSchema);
  return jsonPage(await listDashboardVersions(actor, (await params).dashboardId, page));
});
