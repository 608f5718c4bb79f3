import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { createPolicy } from "@/lib/policies/create-policy";
import { listPolicies, listPoliciesSchema } from "@/lib/policies/policy-queries";
import { createPolicySchema } from "@/lib/policies/policy-schema";

/** GET /api/v1/policies */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listPolicies(actor, parseQuery(request, listPoliciesSchema)));
});

/** POST /api/v1/policies */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createPolicy(actor, await parseJson(request, createPolicySchema)), { status: 201 });
});
