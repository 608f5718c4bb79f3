import { createGroup } from "@/lib/groups/create-group";
import { listGroups } from "@/lib/groups/group-queries";
import { createGroupSchema, groupQuerySchema } from "@/lib/groups/group-schema";
import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/groups */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  const { tenantId, ...page } = parseQuery(request, groupQuerySchema);
  return jsonPage(await listGroups(actor, page, { tenantId: tenantId === "none" ? null : tenantId }));
});

/** POST /api/v1/groups */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createGroup(actor, await parseJson(request, createGroupSchema)), { status: 201 });
});
