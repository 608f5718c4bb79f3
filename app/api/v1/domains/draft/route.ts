import { draftDomainSchema } from "@/lib/domains/domain-schema";
import { draftDomain } from "@/lib/domains/draft-domain";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/domains/draft: a first definition from a connection's tables. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await draftDomain(actor, await parseJson(request, draftDomainSchema)));
});
