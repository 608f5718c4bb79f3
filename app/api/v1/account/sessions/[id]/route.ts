import { noContent } from "@/lib/http/page-response";
import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { endOwnSession } from "@/lib/identity/account/end-own-sessions";
import { requireApiActor } from "@/lib/identity/api-actor";

/** DELETE /api/v1/account/sessions/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await endOwnSession(await requireApiActor(request), (await params).id);
  return noContent();
});
