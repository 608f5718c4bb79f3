import { addGroupMembers } from "@/lib/groups/add-group-members";
import { listGroupMembers } from "@/lib/groups/group-member-queries";
import { addGroupMembersSchema } from "@/lib/groups/group-schema";
import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { pageSchema } from "@/lib/pagination";

/** GET /api/v1/groups/{id}/members */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listGroupMembers(actor, (await params).id, parseQuery(request, pageSchema)));
});

/** POST /api/v1/groups/{id}/members: adds people and answers the group. */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { userIds } = await parseJson(request, addGroupMembersSchema);
  return json(await addGroupMembers(actor, (await params).id, userIds), { status: 201 });
});
