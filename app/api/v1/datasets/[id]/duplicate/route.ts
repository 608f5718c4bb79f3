import { duplicateDatasetSchema } from "@/lib/datasets/dataset-schema";
import { duplicateDataset } from "@/lib/datasets/duplicate-dataset";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/datasets/{id}/duplicate. */
export const POST = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, duplicateDatasetSchema);
  return json(await duplicateDataset(actor, (await params).id, input), { status: 201 });
});
