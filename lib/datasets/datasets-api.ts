import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { queryResultSchema } from "@/lib/queries/query-schema";
import {
  createDatasetSchema,
  datasetViewSchema,
  duplicateDatasetSchema,
  listDatasetsSchema,
  previewDatasetSchema,
  updateDatasetSchema,
} from "./dataset-schema";

const tag = "datasets";
const collection = "/api/v1/datasets";
const one = `${collection}/{id}`;

/** The routes of datasets, for the OpenAPI document. */
export const datasetsApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List datasets",
    tag,
    permission: "dataset:read",
    request: { query: listDatasetsSchema },
    responses: { 200: pageOf(datasetViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a dataset",
    description:
      "Card SQL reads it by its name. `trusted` needs an ADMIN: its SQL carries the tenant predicate itself and reads tables that stay closed by name.",
    tag,
    permission: "dataset:create",
    request: { body: createDatasetSchema },
    responses: { 201: datasetViewSchema },
  },
  {
    method: "post",
    path: `${collection}/preview`,
    summary: "Run SQL before it is a dataset",
    description: "Trusted SQL needs an ADMIN and the tenant to look as. API keys need the scope `data:read` too.",
    tag,
    permission: "dataset:create",
    request: { body: previewDatasetSchema },
    responses: { 200: queryResultSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a dataset",
    tag,
    permission: "dataset:read",
    responses: { 200: datasetViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a dataset",
    description: "SQL that changes is untrusted unless an ADMIN says `trusted: true` with it.",
    tag,
    permission: "dataset:update",
    request: { body: updateDatasetSchema },
    responses: { 200: datasetViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a dataset",
    tag,
    permission: "dataset:delete",
    responses: { 204: null },
  },
  {
    method: "post",
    path: `${one}/duplicate`,
    summary: "Copy a dataset",
    description: "The copy is untrusted.",
    tag,
    permission: "dataset:create",
    request: { body: duplicateDatasetSchema },
    responses: { 201: datasetViewSchema },
  },
];
