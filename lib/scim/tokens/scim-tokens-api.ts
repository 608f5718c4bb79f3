import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { pageSchema } from "@/lib/pagination";
import { createdScimTokenSchema, createScimTokenSchema, scimTokenViewSchema } from "./scim-token-schema";

const tag = "scim-tokens";
const collection = "/api/v1/scim-tokens";

/** The routes of SCIM tokens, for the OpenAPI document. The protocol they are for describes itself. */
export const scimTokensApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List SCIM tokens",
    tag,
    permission: "scim_token:read",
    request: { query: pageSchema },
    responses: { 200: pageOf(scimTokenViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a SCIM token",
    description:
      "For an identity provider that provisions people and groups at /api/scim/v2 (RFC 7644), which describes itself " +
      "at /api/scim/v2/Schemas. The answer is the only one that ever holds the token.",
    tag,
    permission: "scim_token:create",
    request: { body: createScimTokenSchema },
    responses: { 201: createdScimTokenSchema },
  },
  {
    method: "delete",
    path: `${collection}/{id}`,
    summary: "Revoke a SCIM token",
    tag,
    permission: "scim_token:delete",
    responses: { 204: null },
  },
];
