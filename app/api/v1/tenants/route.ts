import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { createTenant } from "@/lib/tenants/create-tenant";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { createTenantSchema, tenantPageSchema } from "@/lib/tenants/tenant-schema";

/** GET /api/v1/tenants */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listTenants(actor, parseQuery(request, tenantPageSchema)));
});

/** POST /api/v1/tenants */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createTenant(actor, await parseJson(request, createTenantSchema)), { status: 201 });
});
