import { updateAttributeSchema } from "@/lib/attributes/attribute-schema";
import { deleteAttribute } from "@/lib/attributes/delete-attribute";
import { updateAttribute } from "@/lib/attributes/update-attribute";
import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** PATCH /api/v1/attributes/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateAttribute(actor, (await params).id, await parseJson(request, updateAttributeSchema)));
});

/** DELETE /api/v1/attributes/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await deleteAttribute(await requireApiActor(request), (await params).id);
  return noContent();
});
