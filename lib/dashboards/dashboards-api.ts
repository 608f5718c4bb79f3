import { z } from "zod";
import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { cardRowsSchema, cardRowsViewSchema } from "./card-rows-schema";
import { exportCardSchema } from "./card-schema";
import {
  createDashboardSchema,
  dashboardCursorSchema,
  dashboardSecretSchema,
  dashboardSummarySchema,
  dashboardVersionViewSchema,
  dashboardViewSchema,
  duplicateDashboardSchema,
  listDashboardsSchema,
  listVersionsSchema,
  updateDashboardSchema,
} from "./dashboard-schema";
import { filterValuesQuerySchema, filterValuesViewSchema } from "./filter-schema";

const tag = "dashboards";
const collection = "/api/v1/dashboards";
const one = "/api/v1/dashboards/{dashboardId}";

/** The routes of dashboards, for the OpenAPI document. */
export const dashboardsApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List the dashboards that reach the caller, the newest change first",
    tag,
    permission: "dashboard:view",
    request: { query: listDashboardsSchema },
    responses: {
      200: z.strictObject({ data: z.array(dashboardSummarySchema), nextCursor: dashboardCursorSchema.nullable() }),
    },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a dashboard with its cards",
    tag,
    permission: "dashboard:create",
    request: { body: createDashboardSchema },
    responses: { 201: dashboardViewSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a dashboard's definition",
    description: "Queries, connections and the version are there for those who may edit it.",
    tag,
    permission: "dashboard:view",
    responses: { 200: dashboardViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a dashboard",
    description: "`cards` is the whole set: cards left out are removed. A stale `version` answers 409.",
    tag,
    permission: "dashboard:edit",
    request: { body: updateDashboardSchema },
    responses: { 200: dashboardViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a dashboard",
    tag,
    permission: "dashboard:delete",
    responses: { 204: null },
  },
  {
    method: "post",
    path: `${one}/duplicate`,
    summary: "Copy a dashboard's definition into a new one of the caller's own",
    tag,
    permission: "dashboard:create",
    request: { body: duplicateDashboardSchema },
    responses: { 201: dashboardViewSchema },
  },
  {
    method: "get",
    path: `${one}/versions`,
    summary: "List a dashboard's versions, newest first",
    tag,
    permission: "dashboard:edit",
    request: { query: listVersionsSchema },
    responses: { 200: pageOf(dashboardVersionViewSchema) },
  },
  {
    method: "post",
    path: `${one}/versions/{versionNumber}/restore`,
    summary: "Edit a dashboard back to an earlier version",
    tag,
    permission: "dashboard:edit",
    responses: { 200: dashboardViewSchema },
  },
  {
    method: "get",
    path: `${one}/secret`,
    summary: "Read the secret that mints tokens for a dashboard",
    tag,
    permission: "dashboard:secret",
    responses: { 200: dashboardSecretSchema },
  },
  {
    method: "post",
    path: `${one}/secret/rotate`,
    summary: "Replace a dashboard's secret",
    tag,
    permission: "dashboard:secret",
    responses: { 200: dashboardSecretSchema },
  },
  {
    method: "get",
    path: `${one}/filter-values`,
    summary: "List the values that a filter offers to the caller",
    description: "Of rows that the caller may read. A filter that a token has locked offers its own value only.",
    tag,
    permission: "dashboard:view",
    request: { query: filterValuesQuerySchema },
    responses: { 200: filterValuesViewSchema },
  },
  {
    method: "post",
    path: `${one}/cards/{cardId}/rows`,
    summary: "List the rows behind a value of a domain card",
    description: "`row` holds the clicked row's dimensions by column. Under the same filters and policies as the card.",
    tag,
    permission: "dashboard:view",
    request: { body: cardRowsSchema },
    responses: { 200: cardRowsViewSchema },
  },
  {
    method: "get",
    path: `${one}/cards/{cardId}/export.csv`,
    summary: "Download a card's rows as CSV",
    description:
      "At most 100,000 rows; `X-Truncated: true` says that there were more. Cells that a spreadsheet would run begin with an apostrophe.",
    tag,
    permission: "dashboard:view",
    request: { query: exportCardSchema },
    responses: { 200: { contentType: "text/csv", schema: z.string() } },
  },
];
