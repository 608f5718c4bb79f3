import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { rotateProjectSecret } from "@/lib/projects/project-secret";

/** POST /api/v1/projects/{id}/secret/rotate: replaces the secret. */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await rotateProjectSecret(actor, (await params).id));
});
