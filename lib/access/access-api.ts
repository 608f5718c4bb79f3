import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { accessExplanationSchema, explainAccessSchema } from "./access-schema";

/** The route that explains what somebody sees, for the OpenAPI document. */
export const accessApi: readonly ApiOperation[] = [
  {
    method: "post",
    path: "/api/v1/access/explain",
    summary: "Say what a person, a tenant or a token sees, and why",
    description: "No data is read. API keys need the scopes `policy:read` and `user:read`.",
    tag: "access",
    permission: "policy:read",
    request: { body: explainAccessSchema },
    responses: { 200: accessExplanationSchema },
  },
];
