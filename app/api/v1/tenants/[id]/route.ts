import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { removeTenant } from "@/lib/offboarding/remove-tenant";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { updateTenantSchema } from "@/lib/tenants/tenant-schema";
import { updateTenant } from "@/lib/tenants/update-tenant";

/** GET /api/v1/tenants/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getTenant(actor, (await params).id));
});

/** PATCH /api/v1/tenants/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateTenant(actor, (await params).id, await parseJson(request, updateTenantSchema)));
});

/** DELETE /api/v1/tenants/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await removeTenant(await requireApiActor(request), (await params).id);
  return noContent();
});
