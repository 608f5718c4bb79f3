import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { createUser } from "@/lib/users/create-user";
import { listUsers } from "@/lib/users/user-queries";
import { createUserSchema, userQuerySchema } from "@/lib/users/user-schema";

/** GET /api/v1/users */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  const { tenantId, role, ...page } = parseQuery(request, userQuerySchema);
  return jsonPage(await listUsers(actor, page, { tenantId: tenantId === "none" ? null : tenantId, role }));
});

/** POST /api/v1/users */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createUser(actor, await parseJson(request, createUserSchema)), { status: 201 });
});
