import { z } from "zod";
import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import {
  importPreviewSchema,
  importTenantsSchema,
  importUsersSchema,
  importViewSchema,
  listImportsSchema,
} from "./import-schema";

const tag = "imports";
const one = "/api/v1/imports/{id}";
const csv = { contentType: "text/csv", schema: z.string() };
const description =
  "With `dryRun` answers 200 with the problems by line. Otherwise the lines in order are brought in after the answer; " +
  "`GET /api/v1/imports/{id}` tells how far it is.";

/** The routes of imports, for the OpenAPI document. */
export const importsApi: readonly ApiOperation[] = [
  {
    method: "post",
    path: "/api/v1/users/import",
    summary: "Import users from CSV",
    description,
    tag,
    permission: "user:create",
    request: { body: importUsersSchema },
    responses: { 200: importPreviewSchema, 202: importViewSchema },
  },
  {
    method: "post",
    path: "/api/v1/tenants/import",
    summary: "Import tenants from CSV",
    description,
    tag,
    permission: "tenant:create",
    request: { body: importTenantsSchema },
    responses: { 200: importPreviewSchema, 202: importViewSchema },
  },
  {
    method: "get",
    path: "/api/v1/imports",
    summary: "List imports",
    description: "Those of the last days that the caller could have started.",
    tag,
    request: { query: listImportsSchema },
    responses: { 200: pageOf(importViewSchema) },
  },
  { method: "get", path: one, summary: "Read an import", tag, responses: { 200: importViewSchema } },
  { method: "post", path: `${one}/cancel`, summary: "Cancel an import", tag, responses: { 200: importViewSchema } },
  {
    method: "get",
    path: `${one}/failures.csv`,
    summary: "Download the lines of an import that failed",
    tag,
    responses: { 200: csv },
  },
  {
    method: "get",
    path: `${one}/links.csv`,
    summary: "Download the links of an import's invites",
    description: "Those that nobody mailed.",
    tag,
    responses: { 200: csv },
  },
];
