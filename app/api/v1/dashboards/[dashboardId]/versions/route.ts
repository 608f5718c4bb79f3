import { listVersionsSchema } from "@/lib/dashboards/dashboard-schema";
import { listDashboardVersions } from "@/lib/dashboards/dashboard-versions";
import { parseInput } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** GET /api/v1/dashboards/{dashboardId}/versions: newest first, for those who may edit. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const page = parseInput(listVersionsSchema, Object.fromEntries(new URL(request.url).searchParams));
  const { data, nextCursor } = await listDashboardVersions(actor, (await params).dashboardId, page);
  return json({ data, nextCursor });
});
