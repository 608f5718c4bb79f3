import type { z } from "zod";
import type { ApiOperation, ApiResponseBody } from "./api-operation";
import { type JsonSchema, jsonSchemaOf } from "./json-schema";

const errorSchema: JsonSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: {
        code: { type: "string" },
        message: { type: "string" },
        fields: { type: "object", additionalProperties: { type: "string" } },
      },
    },
  },
};

const errorAnswer = {
  description: "What went wrong",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
};

const statusWords: Readonly<Record<string, string>> = { 200: "Done", 201: "Created", 202: "Accepted", 204: "Done" };

/** The OpenAPI 3.1 document of these operations (https://spec.openapis.org/oas/v3.1.0). */
export function openApiDocument(operations: readonly ApiOperation[]) {
  const schemas: Record<string, JsonSchema> = { Error: errorSchema };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    path[operation.method] = operationObject(operation, schemas);
    paths[operation.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Bulkhead API",
      version: "1",
      description: "Every call authenticates with an API key or an embed token in `Authorization: Bearer`.",
    },
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ bearer: [] }],
    paths,
    components: { schemas, securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  };
}

function operationObject(operation: ApiOperation, schemas: Record<string, JsonSchema>) {
  const { method, path, summary, description, tag, permission, authentication, request, responses } = operation;
  const operationId = nameOf(method, path);
  const answers = Object.entries(responses).map(([status, body]) => [
    status,
    { description: statusWords[status] ?? "Answer", ...contentOf(body, `${operationId}.answer`, schemas) },
  ]);
  return {
    operationId,
    summary,
    ...(description ? { description } : {}),
    tags: [tag],
    ...(permission ? { "x-permission": permission } : {}),
    ...(authentication === "none" ? { security: [] } : {}),
    parameters: [...pathParameters(path), ...queryParameters(request?.query, operationId, schemas)],
    ...(request?.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchemaOf(request.body, "input", operationId, schemas) } },
          },
        }
      : {}),
    responses: { ...Object.fromEntries(answers), default: errorAnswer },
  };
}

/** `post` and `/api/v1/groups/{id}/members` make `postGroupsByIdMembers`. */
function nameOf(method: string, path: string): string {
  const words = path
    .replace(/^\/api\/v1/, "")
    .replace(/\{(\w+)\}/g, "by-$1")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodObject | undefined, operationId: string, schemas: Record<string, JsonSchema>) {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query, "input", `${operationId}.query`, schemas) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function contentOf(body: z.ZodType | ApiResponseBody | null, name: string, schemas: Record<string, JsonSchema>) {
  if (body === null) return {};
  const { contentType, schema } = "contentType" in body ? body : { contentType: "application/json", schema: body };
  return { content: { [contentType]: schema ? { schema: jsonSchemaOf(schema, "output", name, schemas) } : {} } };
}
