import { listLiterals } from "@/lib/dashboards/list-literals";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards/{dashboardId}/literals: what was typed into it. */
export const GET = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await listLiterals(actor, (await params).dashboardId));
});
