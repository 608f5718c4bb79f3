import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { pageSchema } from "@/lib/pagination";
import { createProject } from "@/lib/projects/create-project";
import { listProjects } from "@/lib/projects/project-queries";
import { createProjectSchema } from "@/lib/projects/project-schema";

/** GET /api/v1/projects */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listProjects(actor, parseQuery(request, pageSchema)));
});

/** POST /api/v1/projects */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createProject(actor, await parseJson(request, createProjectSchema)), { status: 201 });
});
