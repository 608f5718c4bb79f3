import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { enableUser } from "@/lib/users/disable-user";

/** POST /api/v1/users/{id}/enable */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await enableUser(actor, (await params).id));
});
