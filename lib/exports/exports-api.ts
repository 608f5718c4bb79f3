import { z } from "zod";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { exportDashboardSchema } from "./export-dashboard-schema";

/** The routes of exports, for the OpenAPI document. */
export const exportsApi: readonly ApiOperation[] = [
  {
    method: "post",
    path: "/api/v1/dashboards/{dashboardId}/export",
    summary: "Draw a dashboard as a PDF or PNG",
    description:
      "As the caller sees it. Needs a Chromium on the portal's server; without one the answer is 502 and says so.",
    tag: "dashboards",
    permission: "dashboard:view",
    request: { body: exportDashboardSchema },
    responses: { 200: { contentType: "application/pdf", schema: z.string() } },
  },
  {
    method: "post",
    path: "/api/v1/render-data",
    summary: "Hand a dashboard over to the portal's own browser",
    description:
      "For the print page alone: takes a token that is good once and for a minute, and that no API gives out.",
    tag: "dashboards",
    authentication: "none",
    responses: { 200: { contentType: "application/x-ndjson", schema: z.string() } },
  },
];
