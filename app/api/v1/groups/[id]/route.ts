import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/group-queries";
import { updateGroupSchema } from "@/lib/groups/group-schema";
import { updateGroup } from "@/lib/groups/update-group";
import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/groups/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getGroup(actor, (await params).id));
});

/** PATCH /api/v1/groups/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateGroup(actor, (await params).id, await parseJson(request, updateGroupSchema)));
});

/** DELETE /api/v1/groups/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await deleteGroup(await requireApiActor(request), (await params).id);
  return noContent();
});
