import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { listApiKeys } from "@/lib/identity/api-keys/api-key-queries";
import { createApiKeySchema } from "@/lib/identity/api-keys/api-key-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { pageSchema } from "@/lib/pagination";

/** GET /api/v1/api-keys */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listApiKeys(actor, parseQuery(request, pageSchema)));
});

/** POST /api/v1/api-keys: the only answer that ever holds the key. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createApiKey(actor, await parseJson(request, createApiKeySchema)), { status: 201 });
});
