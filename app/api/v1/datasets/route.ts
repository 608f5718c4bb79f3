import { createDataset } from "@/lib/datasets/create-dataset";
import { listDatasets } from "@/lib/datasets/dataset-queries";
import { createDatasetSchema, listDatasetsSchema } from "@/lib/datasets/dataset-schema";
import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/datasets. */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listDatasets(actor, parseQuery(request, listDatasetsSchema)));
});

/** POST /api/v1/datasets. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createDataset(actor, await parseJson(request, createDatasetSchema)), { status: 201 });
});
