import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { signingKeysSchema, signingKeyViewSchema } from "./signing-key-schema";

const tag = "signing-keys";

/** The routes of the keys that sign embed tokens, for the OpenAPI document. */
export const signingKeysApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: "/api/v1/signing-keys",
    summary: "List the keys that sign or still verify embed tokens",
    tag,
    permission: "signing_key:read",
    responses: { 200: signingKeysSchema },
  },
  {
    method: "post",
    path: "/api/v1/signing-keys/rotate",
    summary: "Sign embed tokens with a new key",
    description:
      "Tokens that earlier keys signed stay good until they end, at most 24 hours; then those keys are gone.",
    tag,
    permission: "signing_key:rotate",
    responses: { 201: signingKeyViewSchema },
  },
];
