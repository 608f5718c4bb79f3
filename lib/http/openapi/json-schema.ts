import { z } from "zod";

export type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema (2020-12, as OpenAPI 3.1 wants it) of what a schema takes (`input`) or gives (`output`). Parts that
 * refer to themselves are put into `definitions` under names that start with `name`, because a reference inside the
 * document must start at its root. Dates are told as JSON carries them.
 */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: "input" | "output",
  name: string,
  definitions: Record<string, JsonSchema>,
): JsonSchema {
  const { $schema: _dialect, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  const text = JSON.stringify(converted);
  if (!text.includes('"$ref":"#')) return converted;
  const rooted = text
    .replaceAll('"$ref":"#/$defs/', `"$ref":"#/components/schemas/${name}.`)
    .replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`);
  const { $defs = {}, ...body } = JSON.parse(rooted) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [key, definition] of Object.entries($defs)) definitions[`${name}.${key}`] = definition;
  definitions[name] = body;
  return body;
}
