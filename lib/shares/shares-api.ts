import { z } from "zod";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import {
  findShareSubjectsSchema,
  listSharesSchema,
  shareDashboardSchema,
  shareListSchema,
  shareSubjectSchema,
  shareViewSchema,
} from "./share-schema";

const tag = "shares";
const permission = "dashboard:share";
const collection = "/api/v1/dashboards/{dashboardId}/shares";

/** The routes of shares, for the OpenAPI document. */
export const sharesApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List whom a dashboard reaches through shares",
    description: "`hasOthers` says that there are subjects besides whom the caller may not know.",
    tag,
    permission,
    request: { query: listSharesSchema },
    responses: { 200: shareListSchema },
  },
  {
    method: "post",
    path: collection,
    summary: "Share a dashboard with a subject, or change its share",
    tag,
    permission,
    request: { body: shareDashboardSchema },
    responses: { 200: shareViewSchema },
  },
  {
    method: "delete",
    path: `${collection}/{shareId}`,
    summary: "Take a share away",
    tag,
    permission,
    responses: { 204: null },
  },
  {
    method: "get",
    path: "/api/v1/dashboards/{dashboardId}/share-subjects",
    summary: "Find people, groups and tenants to share a dashboard with",
    tag,
    permission,
    request: { query: findShareSubjectsSchema },
    responses: { 200: z.strictObject({ data: z.array(shareSubjectSchema), nextCursor: z.null() }) },
  },
];
