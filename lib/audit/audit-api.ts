import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import {
  auditEventViewSchema,
  auditExportQuerySchema,
  auditQuerySchema,
  subjectQuerySchema,
  subjectRecordSchema,
} from "./audit-event-schema";

/** The routes of the audit, for the OpenAPI document. */
export const auditApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: "/api/v1/audit-events",
    summary: "List audit events, newest first",
    tag: "audit-events",
    permission: "audit:read",
    request: { query: auditQuerySchema },
    responses: { 200: pageOf(auditEventViewSchema) },
  },
  {
    method: "get",
    path: "/api/v1/audit-events/export",
    summary: "Download audit events as CSV or JSON lines",
    tag: "audit-events",
    permission: "audit:read",
    request: { query: auditExportQuerySchema },
    responses: { 200: { contentType: "application/x-ndjson", schema: auditEventViewSchema } },
  },
  {
    method: "get",
    path: "/api/v1/audit-events/subject-export",
    summary: "Download everything about one person or one tenant as JSON lines",
    description: "For data requests: records, then events by or about them. Needs the scope `user:read` as well.",
    tag: "audit-events",
    permission: "audit:read",
    request: { query: subjectQuerySchema },
    responses: { 200: { contentType: "application/x-ndjson", schema: subjectRecordSchema } },
  },
];
