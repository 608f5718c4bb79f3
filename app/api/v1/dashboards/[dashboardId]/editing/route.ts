import { getEditing } from "@/lib/dashboards/draft-queries";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards/{dashboardId}/editing: who works on it. */
export const GET = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getEditing(actor, (await params).dashboardId));
});
