import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { copyForTenants } from "@/lib/shares/copy-for-tenants";
import { copyForTenantsSchema } from "@/lib/shares/share-schema";

/** POST /api/v1/dashboards/{dashboardId}/tenant-copies: a copy at home in each of these tenants. */
export const POST = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, copyForTenantsSchema);
  const data = await copyForTenants(actor, (await params).dashboardId, input);
  return json({ data, nextCursor: null }, { status: 201 });
});
