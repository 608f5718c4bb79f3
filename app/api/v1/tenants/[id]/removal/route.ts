import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { getTenantRemoval } from "@/lib/tenants/tenant-removal";

/** GET /api/v1/tenants/{id}/removal: what deleting the tenant takes along. */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getTenantRemoval(actor, (await params).id));
});
