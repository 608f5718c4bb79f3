import { z } from "zod";
import { dashboardLiteralsSchema } from "@/lib/dashboards/literals-schema";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import {
  accessReviewFilterSchema,
  accessReviewQuerySchema,
  listPeopleSchema,
  peopleWithAccessSchema,
  reviewCursorSchema,
  reviewedAccessSchema,
} from "./access-schema";
import {
  copyForTenantsSchema,
  findShareSubjectsSchema,
  listSharesSchema,
  shareDashboardSchema,
  shareDashboardsSchema,
  shareListSchema,
  shareResultSchema,
  shareSubjectSchema,
  shareViewSchema,
  tenantCopySchema,
  transferDashboardSchema,
} from "./share-schema";

const tag = "shares";
const permission = "dashboard:share";
const one = "/api/v1/dashboards/{dashboardId}";
const collection = `${one}/shares`;

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
    description:
      "Taking it to a tenant, its groups or people needs `dashboardVersion`: the `version` that `GET …/literals` showed. A dashboard that was changed since answers 409.",
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
    path: `${one}/share-subjects`,
    summary: "Find people, groups and tenants to share a dashboard with",
    tag,
    permission,
    request: { query: findShareSubjectsSchema },
    responses: { 200: z.strictObject({ data: z.array(shareSubjectSchema), nextCursor: z.null() }) },
  },
  {
    method: "post",
    path: "/api/v1/shares",
    summary: "Share several dashboards with several subjects",
    description:
      "Each dashboard with each of `grants`. With `mode` `all`, the default, one refusal keeps everything as it was; with `each` what can be shared is. Taking them to tenants needs `dashboardVersions`, as for one dashboard. `lines` says for each pair what came of it; a refused one is no error of the whole.",
    tag,
    permission,
    request: { body: shareDashboardsSchema },
    responses: { 200: shareResultSchema },
  },
  {
    method: "post",
    path: `${one}/transfer`,
    summary: "Make somebody else a dashboard's owner",
    description:
      "The caller's own share becomes what `previousOwners` says; where the caller does not own it, every owner's does.",
    tag,
    permission: "dashboard:delete",
    request: { body: transferDashboardSchema },
    responses: { 200: shareViewSchema },
  },
  {
    method: "post",
    path: `${one}/tenant-copies`,
    summary: "Copy an organization's dashboard into tenants, with what each was given",
    tag,
    permission,
    request: { body: copyForTenantsSchema },
    responses: { 201: z.strictObject({ data: z.array(tenantCopySchema), nextCursor: z.null() }) },
  },
  {
    method: "get",
    path: `${one}/people`,
    summary: "List who can see a dashboard, and through what",
    description: "Those whom the caller may know; `hasOthers` says that it is shared with others besides.",
    tag,
    permission,
    request: { query: listPeopleSchema },
    responses: { 200: peopleWithAccessSchema },
  },
  {
    method: "get",
    path: `${one}/literals`,
    summary: "List what was typed into a dashboard and goes along when it is shared",
    tag,
    permission,
    responses: { 200: dashboardLiteralsSchema },
  },
  {
    method: "get",
    path: "/api/v1/access-review",
    summary: "List who reaches which dashboard, through what, and when they last looked",
    tag,
    permission: "access_review:read",
    request: { query: accessReviewQuerySchema },
    responses: {
      200: z.strictObject({ data: z.array(reviewedAccessSchema), nextCursor: reviewCursorSchema.nullable() }),
    },
  },
  {
    method: "get",
    path: "/api/v1/access-review/export",
    summary: "Download the access review as CSV",
    description:
      "A line for each person, dashboard and way; at most 200,000, and then one that says so. Cells that a spreadsheet would run begin with an apostrophe.",
    tag,
    permission: "access_review:read",
    request: { query: accessReviewFilterSchema },
    responses: { 200: { contentType: "text/csv", schema: z.string() } },
  },
];
