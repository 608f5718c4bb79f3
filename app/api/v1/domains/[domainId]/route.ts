import { deleteDomain } from "@/lib/domains/delete-domain";
import { getDomain } from "@/lib/domains/domain-queries";
import { updateDomainSchema } from "@/lib/domains/domain-schema";
import { updateDomain } from "@/lib/domains/update-domain";
import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

interface Context {
  readonly params: Promise<{ domainId: string }>;
}

/** GET /api/v1/domains/{domainId}. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getDomain(actor, (await params).domainId));
});

/** PATCH /api/v1/domains/{domainId}: renames it or changes its description. */
export const PATCH = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, updateDomainSchema);
  return json(await updateDomain(actor, (await params).domainId, input));
});

/** DELETE /api/v1/domains/{domainId}. */
export const DELETE = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  await deleteDomain(actor, (await params).domainId);
  return noContent();
});
