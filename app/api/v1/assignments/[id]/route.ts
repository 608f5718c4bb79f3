import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { getAssignment } from "@/lib/policies/assignment-queries";
import { deleteAssignment } from "@/lib/policies/delete-assignment";
import { updateAssignmentSchema } from "@/lib/policies/policy-schema";
import { updateAssignment } from "@/lib/policies/update-assignment";

/** GET /api/v1/assignments/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getAssignment(actor, (await params).id));
});

/** PATCH /api/v1/assignments/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateAssignment(actor, (await params).id, await parseJson(request, updateAssignmentSchema)));
});

/** DELETE /api/v1/assignments/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await deleteAssignment(await requireApiActor(request), (await params).id);
  return noContent();
});
