import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { getUserRemoval } from "@/lib/users/user-removal";

/** GET /api/v1/users/{id}/removal: what deleting the person takes along. */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getUserRemoval(actor, (await params).id));
});
