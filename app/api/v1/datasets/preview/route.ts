import { previewDatasetSchema } from "@/lib/datasets/dataset-schema";
import { previewDataset } from "@/lib/datasets/preview-dataset";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/datasets/preview: runs SQL that may become a dataset. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await previewDataset(actor, await parseJson(request, previewDatasetSchema), request.signal));
});
