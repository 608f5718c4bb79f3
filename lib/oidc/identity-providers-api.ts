import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { pageSchema } from "@/lib/pagination";
import {
  createIdentityProviderSchema,
  identityProviderViewSchema,
  updateIdentityProviderSchema,
} from "./identity-provider-schema";

const tag = "identity-providers";
const collection = "/api/v1/identity-providers";
const one = `${collection}/{id}`;

/** The routes of identity providers, for the OpenAPI document. */
export const identityProvidersApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List identity providers",
    tag,
    permission: "identity_provider:read",
    request: { query: pageSchema },
    responses: { 200: pageOf(identityProviderViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Add an identity provider",
    description: "Asks the issuer first whether it is one. The client secret is never shown again.",
    tag,
    permission: "identity_provider:create",
    request: { body: createIdentityProviderSchema },
    responses: { 201: identityProviderViewSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read an identity provider",
    tag,
    permission: "identity_provider:read",
    responses: { 200: identityProviderViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change an identity provider",
    tag,
    permission: "identity_provider:update",
    request: { body: updateIdentityProviderSchema },
    responses: { 200: identityProviderViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Remove an identity provider",
    tag,
    permission: "identity_provider:delete",
    responses: { 204: null },
  },
];
