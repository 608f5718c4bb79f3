import { noContent } from "@/lib/http/page-response";
import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { revokeApiKey } from "@/lib/identity/api-keys/revoke-api-key";

/** DELETE /api/v1/api-keys/{id}: revokes the key; its row stays for the record. */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await revokeApiKey(await requireApiActor(request), (await params).id);
  return noContent();
});
