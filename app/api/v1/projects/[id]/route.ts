import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { deleteProject } from "@/lib/projects/delete-project";
import { getProject } from "@/lib/projects/project-queries";
import { updateProjectSchema } from "@/lib/projects/project-schema";
import { updateProject } from "@/lib/projects/update-project";

/** GET /api/v1/projects/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getProject(actor, (await params).id));
});

/** PATCH /api/v1/projects/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateProject(actor, (await params).id, await parseJson(request, updateProjectSchema)));
});

/** DELETE /api/v1/projects/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await deleteProject(await requireApiActor(request), (await params).id);
  return noContent();
});
