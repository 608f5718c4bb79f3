import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { pageSchema } from "@/lib/pagination";
import { apiKeyViewSchema, createApiKeySchema, createdApiKeySchema } from "./api-key-schema";

const tag = "api-keys";
const collection = "/api/v1/api-keys";

/** The routes of API keys, for the OpenAPI document. */
export const apiKeysApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List API keys",
    tag,
    permission: "api_key:read",
    request: { query: pageSchema },
    responses: { 200: pageOf(apiKeyViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create an API key",
    description: "The answer is the only one that ever holds the key.",
    tag,
    permission: "api_key:create",
    request: { body: createApiKeySchema },
    responses: { 201: createdApiKeySchema },
  },
  {
    method: "delete",
    path: `${collection}/{id}`,
    summary: "Revoke an API key",
    tag,
    permission: "api_key:delete",
    responses: { 204: null },
  },
];
