import { z } from "zod";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { requestResetSchema, resetLinkSchema, resetPasswordSchema } from "./reset-schema";

const tag = "password-resets";
const collection = "/api/v1/password-resets";

/** The routes of password links, for the OpenAPI document. */
export const passwordResetApi: readonly ApiOperation[] = [
  {
    method: "post",
    path: collection,
    summary: "Ask for a password link by mail",
    description: "The answer is the same whether anybody has the address. 404 where no mail is set up.",
    tag,
    authentication: "none",
    request: { body: requestResetSchema },
    responses: { 202: z.strictObject({ accepted: z.literal(true) }) },
  },
  {
    method: "post",
    path: `${collection}/use`,
    summary: "Choose a new password with a link",
    description: "The token of the link is the credential; every session of the person ends.",
    tag,
    authentication: "none",
    request: { body: resetPasswordSchema },
    responses: { 204: null },
  },
  {
    method: "post",
    path: "/api/v1/users/{id}/password-reset",
    summary: "Make a password link for a user",
    description: "The answer is the only one that ever holds the link.",
    tag,
    permission: "user:update",
    responses: { 201: resetLinkSchema },
  },
];
