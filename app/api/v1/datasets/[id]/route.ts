import { getDataset } from "@/lib/datasets/dataset-queries";
import { updateDatasetSchema } from "@/lib/datasets/dataset-schema";
import { deleteDataset } from "@/lib/datasets/delete-dataset";
import { updateDataset } from "@/lib/datasets/update-dataset";
import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/datasets/{id}. */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getDataset(actor, (await params).id));
});

/** PATCH /api/v1/datasets/{id}. */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateDataset(actor, (await params).id, await parseJson(request, updateDatasetSchema)));
});

/** DELETE /api/v1/datasets/{id}. */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  await deleteDataset(actor, (await params).id);
  return noContent();
});
