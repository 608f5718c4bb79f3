import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { listPeopleSchema } from "@/lib/shares/access-schema";
import { listPeopleWithAccess } from "@/lib/shares/list-people";

/** GET /api/v1/dashboards/{dashboardId}/people: who can see it, as far as the caller may know them. */
export const GET = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = parseQuery(request, listPeopleSchema);
  const { total: _, ...people } = await listPeopleWithAccess(actor, (await params).dashboardId, input);
  return json(people);
});
