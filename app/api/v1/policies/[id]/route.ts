import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { deletePolicy } from "@/lib/policies/delete-policy";
import { getPolicy } from "@/lib/policies/policy-queries";
import { deletePolicySchema, updatePolicySchema } from "@/lib/policies/policy-schema";
import { updatePolicy } from "@/lib/policies/update-policy";

/** GET /api/v1/policies/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getPolicy(actor, (await params).id));
});

/** PUT /api/v1/policies/{id}: the whole policy, with the version that was read. */
export const PUT = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updatePolicy(actor, (await params).id, await parseJson(request, updatePolicySchema)));
});

/** DELETE /api/v1/policies/{id}: with `?confirm=` and its name when it is assigned. */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  await deletePolicy(actor, (await params).id, parseQuery(request, deletePolicySchema));
  return noContent();
});
