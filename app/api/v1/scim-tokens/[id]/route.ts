import { noContent } from "@/lib/http/page-response";
import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { revokeScimToken } from "@/lib/scim/tokens/revoke-scim-token";

/** DELETE /api/v1/scim-tokens/{id}: revokes the token; its row stays for the record. */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await revokeScimToken(await requireApiActor(request), (await params).id);
  return noContent();
});
