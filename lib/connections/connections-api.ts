import { z } from "zod";
import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { listConnectionsSchema } from "./connection-queries";
import {
  connectionHealthSchema,
  connectionViewSchema,
  createConnectionSchema,
  setTableExposureSchema,
  setTableExposuresSchema,
  tableViewSchema,
  testConnectionSchema,
  updateConnectionSchema,
} from "./connection-schema";

const tag = "connections";
const collection = "/api/v1/connections";
const one = "/api/v1/connections/{id}";
const tables = z.object({ data: z.array(tableViewSchema) });

/** The routes of connections, for the OpenAPI document. */
export const connectionsApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List connections",
    tag,
    permission: "connection:read",
    request: { query: listConnectionsSchema },
    responses: { 200: pageOf(connectionViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a connection",
    tag,
    permission: "connection:create",
    request: { body: createConnectionSchema },
    responses: { 201: connectionViewSchema },
  },
  {
    method: "post",
    path: `${collection}/test`,
    summary: "Test settings before they are stored",
    tag,
    permission: "connection:update",
    request: { body: testConnectionSchema },
    responses: { 200: connectionHealthSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a connection, its password masked",
    tag,
    permission: "connection:read",
    responses: { 200: connectionViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a connection",
    description:
      "A URL whose password is *** keeps the stored one, as long as server and user stay the same; so does a secret for S3, as long as endpoint and access key do.",
    tag,
    permission: "connection:update",
    request: { body: updateConnectionSchema },
    responses: { 200: connectionViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a connection with its policies",
    tag,
    permission: "connection:delete",
    responses: { 204: null },
  },
  {
    method: "post",
    path: `${one}/test`,
    summary: "Test a stored connection and keep the answer as its health",
    tag,
    permission: "connection:update",
    responses: { 200: connectionHealthSchema },
  },
  {
    method: "post",
    path: `${one}/refresh`,
    summary: "Read the tables anew; new ones are hidden",
    tag,
    permission: "connection:update",
    responses: { 200: tables },
  },
  {
    method: "get",
    path: `${one}/tables`,
    summary: "List tables with their exposure and the policies that cover them",
    tag,
    permission: "connection:read",
    responses: { 200: tables },
  },
  {
    method: "put",
    path: `${one}/exposure`,
    summary: "Set the exposure of several tables: named ones, a schema's, or all",
    tag,
    permission: "connection:update",
    request: { body: setTableExposuresSchema },
    responses: { 200: z.object({ changed: z.number().int() }) },
  },
  {
    method: "put",
    path: `${one}/tables/{tableId}/exposure`,
    summary: "Set the exposure of one table",
    tag,
    permission: "connection:update",
    request: { body: setTableExposureSchema },
    responses: { 200: tableViewSchema },
  },
];
