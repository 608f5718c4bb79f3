import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import {
  attributeViewSchema,
  createAttributeSchema,
  listedAttributesSchema,
  updateAttributeSchema,
} from "./attribute-schema";

const tag = "attributes";
const collection = "/api/v1/attributes";
const one = "/api/v1/attributes/{id}";

/** The routes of what is said about attributes, for the OpenAPI document. */
export const attributesApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List attributes of tenants and people, and which of them cards may read",
    tag,
    permission: "attribute:read",
    responses: { 200: listedAttributesSchema },
  },
  {
    method: "post",
    path: collection,
    summary: "Define an attribute",
    tag,
    permission: "attribute:create",
    request: { body: createAttributeSchema },
    responses: { 201: attributeViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change what is said about an attribute",
    tag,
    permission: "attribute:update",
    request: { body: updateAttributeSchema },
    responses: { 200: attributeViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Forget what was said about an attribute; values stay",
    tag,
    permission: "attribute:delete",
    responses: { 204: null },
  },
];
