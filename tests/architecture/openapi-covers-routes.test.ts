import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { apiOperations } from "@/app/api/v1/openapi.json/operations";
import { openApiDocument } from "@/lib/http/openapi/openapi-document";
import { resourceTypes, schemas } from "@/lib/scim/discovery";

const root = fileURLToPath(new URL("../../app/api/v1", import.meta.url));
const declared =
  /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b|\bas (GET|POST|PUT|PATCH|DELETE)\b/g;

/** Every method that a route file exports, as `get /api/v1/projects/{id}`. */
function routeMethods(): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const address = ["/api/v1", ...path.dirname(file).split(path.sep)].join("/").replace(/\[(\w+)\]/g, "{$1}");
      const text = readFileSync(path.join(root, file), "utf8");
      return [...text.matchAll(declared)].map(
        ([, plain, renamed]) => `${(plain ?? renamed)?.toLowerCase()} ${address}`,
      );
    })
    .sort();
}

const document = openApiDocument(apiOperations);

const attributeList = expect.arrayContaining([expect.objectContaining({ name: "externalId" })]);

/** What RFC 7643, 7 demands of an attribute's description. */
const scimAttribute = {
  $id: "attribute",
  type: "object",
  required: ["name", "type", "multiValued", "description", "required", "mutability", "returned", "uniqueness"],
  properties: {
    type: { enum: ["string", "boolean", "dateTime", "reference", "complex"] },
    mutability: { enum: ["readOnly", "readWrite", "immutable"] },
    returned: { enum: ["always", "default"] },
    uniqueness: { enum: ["none", "server"] },
    subAttributes: { type: "array", minItems: 1, items: { $ref: "attribute" } },
  },
  if: { properties: { type: { const: "complex" } } },
  // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's own
  then: { required: ["subAttributes"] },
};

/** What OpenAPI 3.1 demands of the parts that we use. */
const outline = {
  type: "object",
  required: ["openapi", "info", "paths", "components"],
  properties: {
    openapi: { const: "3.1.0" },
    info: {
      type: "object",
      required: ["title", "version"],
      properties: { title: { type: "string" }, version: { type: "string" } },
    },
    paths: {
      type: "object",
      propertyNames: { pattern: "^/" },
      additionalProperties: { type: "object", additionalProperties: { $ref: "#/$defs/operation" } },
    },
  },
  $defs: {
    operation: {
      type: "object",
      required: ["operationId", "summary", "tags", "parameters", "responses"],
      properties: {
        operationId: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9.]*$" },
        summary: { type: "string", minLength: 3 },
        parameters: { type: "array", items: { $ref: "#/$defs/parameter" } },
        requestBody: { type: "object", required: ["content"], properties: { content: { $ref: "#/$defs/content" } } },
        responses: {
          type: "object",
          minProperties: 2,
          propertyNames: { pattern: "^([1-5][0-9][0-9]|default)$" },
          additionalProperties: {
            type: "object",
            required: ["description"],
            properties: { description: { type: "string" }, content: { $ref: "#/$defs/content" } },
          },
        },
      },
    },
    parameter: {
      type: "object",
      required: ["name", "in", "required", "schema"],
      properties: { in: { enum: ["path", "query"] }, schema: { type: "object" } },
      if: { properties: { in: { const: "path" } } },
      // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's own
      then: { properties: { required: { const: true } } },
    },
    content: {
      type: "object",
      minProperties: 1,
      additionalProperties: { type: "object", properties: { schema: { type: "object" } } },
    },
  },
};

test("every method of every route is in the OpenAPI document, and nothing else is", () => {
  expect(apiOperations.map(({ method, path: address }) => `${method} ${address}`).sort()).toEqual(routeMethods());
});

test("routes beside the API belong to a protocol that says by itself what it answers", () => {
  const beside = readdirSync(path.join(root, ".."), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts" && !file.startsWith(`v1${path.sep}`))
    .sort();
  expect(beside).toEqual([
    "auth/[...nextauth]/route.ts",
    "oidc/[providerId]/callback/route.ts",
    "scim/v2/[...path]/route.ts",
  ]);
});

test("SCIM describes every kind of resource that it serves, down to the parts of its attributes", () => {
  const described = new Map(schemas().map(({ id, attributes }) => [id, attributes]));
  expect(resourceTypes().length).toBeGreaterThan(1);
  for (const { schema } of resourceTypes()) expect(described.get(String(schema))).toEqual(attributeList);
  const attribute = new Ajv({ strict: false, allErrors: true }).compile(scimAttribute);
  for (const attributes of described.values()) {
    for (const one of attributes as readonly unknown[]) {
      attribute(one);
      expect(attribute.errors).toBeNull();
    }
  }
});

test("the document has the shape of OpenAPI 3.1", () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(outline);
  validate(document);
  expect(validate.errors).toBeNull();
});

test("no two operations share an operationId", () => {
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => (operation as { operationId: string }).operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("every schema of the document compiles, references included", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, inlineRefs: false, code: { optimize: false } });
  ajv.addSchema({ $id: "https://bulkhead.invalid/openapi", ...document });
  const references = new Set<string>();
  collect(document, "#", (pointer) => references.add(pointer));
  expect(references.size).toBeGreaterThan(20);
  for (const pointer of references) {
    expect(() => ajv.compile({ $ref: `https://bulkhead.invalid/openapi${pointer}` }), pointer).not.toThrow();
  }
});

/** Finds where schemas stand: under a key `schema`, or in the components. */
function collect(node: unknown, pointer: string, found: (pointer: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    const below = `${pointer}/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
    if (key === "schema" || pointer === "#/components/schemas") found(below);
    else collect(child, below, found);
  }
}
