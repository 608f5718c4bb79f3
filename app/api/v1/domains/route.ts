import { createDomain } from "@/lib/domains/create-domain";
import { listDomains } from "@/lib/domains/domain-queries";
import { createDomainSchema, listDomainsSchema } from "@/lib/domains/domain-schema";
import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/domains: the semantic domains that the caller may use. */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listDomains(actor, parseQuery(request, listDomainsSchema)));
});

/** POST /api/v1/domains. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createDomain(actor, await parseJson(request, createDomainSchema)), { status: 201 });
});
