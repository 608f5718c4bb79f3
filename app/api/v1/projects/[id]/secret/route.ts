import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { readProjectSecret } from "@/lib/projects/project-secret";

/** GET /api/v1/projects/{id}/secret: the secret that project tokens are minted with. */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await readProjectSecret(actor, (await params).id));
});
