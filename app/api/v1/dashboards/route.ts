import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { createDashboardSchema, listDashboardsSchema } from "@/lib/dashboards/dashboard-schema";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards: those that reach the caller, the newest change first. */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listDashboards(actor, parseQuery(request, listDashboardsSchema)));
});

/** POST /api/v1/dashboards: creates one with its cards. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createDashboard(actor, await parseJson(request, createDashboardSchema)), { status: 201 });
});
