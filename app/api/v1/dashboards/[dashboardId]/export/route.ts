import { exportDashboard } from "@/lib/exports/export-dashboard";
import { exportDashboardSchema } from "@/lib/exports/export-dashboard-schema";
import { fileDownload } from "@/lib/http/file-download";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/dashboards/{dashboardId}/export: the dashboard as a PDF or PNG, as the caller sees it. */
export const POST = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { dashboardId } = await params;
  const input = await parseJson(request, exportDashboardSchema);
  return fileDownload(await exportDashboard(actor, dashboardId, input, request.signal));
});
