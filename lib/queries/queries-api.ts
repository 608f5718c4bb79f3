import { z } from "zod";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { previewPolicySchema } from "@/lib/policies/policy-schema";
import {
  exploreResultSchema,
  exploreSchema,
  policyPreviewSchema,
  previewCardSchema,
  queryResultSchema,
} from "./query-schema";
import { exploreRowsSchema, rowsBehindSchema } from "./rows-behind-schema";

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
    responses: { 200: z.union([queryResultSchema, exploreResultSchema]) },
  },
  {
    method: "post",
    path: "/api/v1/explore",
    summary: "Ask a semantic domain",
    description:
      "Under the caller's own policies. `sql` and `trace` are there for those who manage domains. API keys need the scope `data:read` beside `domain:read`, `dashboard:read` and `tenant:read`, and name the tenant to look as.",
    tag: "domains",
    permission: "domain:read",
    request: { body: exploreSchema },
    responses: { 200: exploreResultSchema },
  },
  {
    method: "post",
    path: "/api/v1/explore/rows",
    summary: "List the rows behind a value that a semantic domain answered",
    description: "Under the same policies and conditions as the answer. API keys need what asking the domain needs.",
    tag: "domains",
    permission: "domain:read",
    request: { body: exploreRowsSchema },
    responses: { 200: rowsBehindSchema },
  },
  {
    method: "post",
    path: "/api/v1/explore/export.csv",
    summary: "Download what a semantic domain answers as CSV",
    description: "The same rows as asking gives. Cells that a spreadsheet would run begin with an apostrophe.",
    tag: "domains",
    permission: "domain:read",
    request: { body: exploreSchema },
    responses: { 200: { contentType: "text/csv", schema: z.string() } },
  },
  {
    method: "post",
    path: "/api/v1/policies/preview",
    summary: "Try a policy on one tenant before it is saved",
    description:
      "Answers the query that would run and its first rows, or why there are none. API keys need the scope `data:read` beside `policy:write`, `dashboard:write` and `connection:read`.",
    tag: "policies",
    permission: "policy:update",
    request: { body: previewPolicySchema },
    responses: { 200: policyPreviewSchema },
  },
];
