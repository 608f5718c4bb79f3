import { explainAccessSchema } from "@/lib/access/access-schema";
import { explainAccess } from "@/lib/access/explain-access";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/access/explain: what a person, a tenant or a token sees. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await explainAccess(actor, await parseJson(request, explainAccessSchema)));
});
