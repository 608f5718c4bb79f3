import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { pageSchema } from "@/lib/pagination";
import { createScimToken } from "@/lib/scim/tokens/create-scim-token";
import { listScimTokens } from "@/lib/scim/tokens/scim-token-queries";
import { createScimTokenSchema } from "@/lib/scim/tokens/scim-token-schema";

/** GET /api/v1/scim-tokens */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listScimTokens(actor, parseQuery(request, pageSchema)));
});

/** POST /api/v1/scim-tokens: the only answer that ever holds the token. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createScimToken(actor, await parseJson(request, createScimTokenSchema)), { status: 201 });
});
