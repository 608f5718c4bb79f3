import { z } from "zod";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { dashboardDataSchema, dataLineSchema } from "./dashboard-data-schema";
import {
  embedSessionSchema,
  invalidateTokenSchema,
  refreshTokenSchema,
  tokenAnswerSchema,
} from "./token-exchange-schema";
import { issueTokenSchema } from "./token-schema";

const tag = "embed";

/** The routes of tokens and dashboard data, for the OpenAPI document. */
export const embedApi: readonly ApiOperation[] = [
  {
    method: "post",
    path: "/api/v1/token",
    summary: "Exchange a dashboard's or project's secret for an embed token",
    description:
      "From server to server: the secret and the refresh token never go to a browser. Answers carry " +
      "`X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (seconds since the epoch).",
    tag,
    authentication: "none",
    request: { body: issueTokenSchema },
    responses: { 200: tokenAnswerSchema },
  },
  {
    method: "post",
    path: "/api/v1/token/refresh",
    summary: "Exchange a refresh token, once, for new tokens",
    description: "A refresh token that is used a second time ends its session. Nothing lives past 24 hours.",
    tag,
    authentication: "none",
    request: { body: refreshTokenSchema },
    responses: { 200: tokenAnswerSchema },
  },
  {
    method: "post",
    path: "/api/v1/invalidate-token",
    summary: "End the session behind an access or refresh token",
    description: "Answers the same whether there was something to end or not.",
    tag,
    authentication: "none",
    request: { body: invalidateTokenSchema },
    responses: { 200: z.strictObject({ invalidated: z.literal(true) }) },
  },
  {
    method: "get",
    path: "/api/v1/embed-session",
    summary: "Read what a page may know about the embed token it holds",
    tag,
    responses: { 200: embedSessionSchema },
  },
  {
    method: "post",
    path: "/api/v1/dashboards/{dashboardId}/data",
    summary: "Read the rows of a dashboard's cards",
    description: "One line of JSON a card, as soon as it is there. An API key names the tenant it asks for.",
    tag: "dashboards",
    permission: "dashboard:view",
    request: { body: dashboardDataSchema },
    responses: { 200: { contentType: "application/x-ndjson", schema: dataLineSchema } },
  },
];
