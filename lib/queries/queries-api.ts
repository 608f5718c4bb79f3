import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { previewCardSchema, queryResultSchema } from "./query-schema";

/** The routes that run queries of the caller's own, for the OpenAPI document. */
export const queriesApi: readonly ApiOperation[] = [
  {
    method: "post",
    path: "/api/v1/cards/preview",
    summary: "Run a query as the caller, before it is a card",
    description:
      "API keys need the scope `data:read` beside `dashboard:write` and `connection:read`, and name the tenant to look as.",
    tag: "cards",
    permission: "dashboard:edit",
    request: { body: previewCardSchema },
    responses: { 200: queryResultSchema },
  },
];
