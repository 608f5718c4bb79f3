import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { previewPolicySchema } from "@/lib/policies/policy-schema";
import { previewPolicy } from "@/lib/queries/preview-policy";

/** POST /api/v1/policies/preview: what a policy that is not saved makes of a query for one tenant. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await previewPolicy(actor, await parseJson(request, previewPolicySchema), request.signal));
});
