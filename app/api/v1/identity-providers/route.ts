import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { createIdentityProvider } from "@/lib/oidc/create-identity-provider";
import { listIdentityProviders } from "@/lib/oidc/identity-provider-queries";
import { createIdentityProviderSchema } from "@/lib/oidc/identity-provider-schema";
import { pageSchema } from "@/lib/pagination";

/** GET /api/v1/identity-providers */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listIdentityProviders(actor, parseQuery(request, pageSchema)));
});

/** POST /api/v1/identity-providers */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, createIdentityProviderSchema);
  return json(await createIdentityProvider(actor, input), { status: 201 });
});
