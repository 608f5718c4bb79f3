import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { endUserSessions } from "@/lib/users/end-user-sessions";

/** DELETE /api/v1/users/{id}/sessions */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await endUserSessions(actor, (await params).id));
});
