import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { listAssignments, listAssignmentsSchema } from "@/lib/policies/assignment-queries";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createAssignmentSchema } from "@/lib/policies/policy-schema";

/** GET /api/v1/assignments */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listAssignments(actor, parseQuery(request, listAssignmentsSchema)));
});

/** POST /api/v1/assignments */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createAssignment(actor, await parseJson(request, createAssignmentSchema)), { status: 201 });
});
