import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { deleteIdentityProvider } from "@/lib/oidc/delete-identity-provider";
import { getIdentityProvider } from "@/lib/oidc/identity-provider-queries";
import { updateIdentityProviderSchema } from "@/lib/oidc/identity-provider-schema";
import { updateIdentityProvider } from "@/lib/oidc/update-identity-provider";

/** GET /api/v1/identity-providers/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getIdentityProvider(actor, (await params).id));
});

/** PATCH /api/v1/identity-providers/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, updateIdentityProviderSchema);
  return json(await updateIdentityProvider(actor, (await params).id, input));
});

/** DELETE /api/v1/identity-providers/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await deleteIdentityProvider(await requireApiActor(request), (await params).id);
  return noContent();
});
