import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { createResetLink } from "@/lib/users/password-reset/create-reset-link";

/** POST /api/v1/users/{id}/password-reset */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await createResetLink(actor, (await params).id), { status: 201 });
});
