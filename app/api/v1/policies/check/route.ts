import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { checkPolicy } from "@/lib/policies/check-policy";
import { policyInputSchema } from "@/lib/policies/policy-schema";

/** POST /api/v1/policies/check: nothing is saved. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await checkPolicy(actor, await parseJson(request, policyInputSchema)));
});
