import { getConnection } from "@/lib/connections/connection-queries";
import { updateConnectionSchema } from "@/lib/connections/connection-schema";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { updateConnection } from "@/lib/connections/update-connection";
import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/connections/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getConnection(actor, (await params).id));
});

/** PATCH /api/v1/connections/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateConnection(actor, (await params).id, await parseJson(request, updateConnectionSchema)));
});

/** DELETE /api/v1/connections/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await deleteConnection(await requireApiActor(request), (await params).id);
  return noContent();
});
