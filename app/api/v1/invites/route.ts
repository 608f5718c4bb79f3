import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { pageSchema } from "@/lib/pagination";
import { createInvite } from "@/lib/users/invites/create-invite";
import { listInvites } from "@/lib/users/invites/invite-queries";
import { createInviteSchema } from "@/lib/users/invites/invite-schema";

/** GET /api/v1/invites */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listInvites(actor, parseQuery(request, pageSchema)));
});

/** POST /api/v1/invites */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createInvite(actor, await parseJson(request, createInviteSchema)), { status: 201 });
});
