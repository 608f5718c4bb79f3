import { z } from "zod";

export type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema (2020-12, as OpenAPI 3.1 wants it) of what a schema takes (`input`) or gives (`output`). Parts with an
 * id (`.meta({ id })`) are put into `definitions` once, under that id; parts that refer to themselves under names that
 * start with `name`, because a reference inside the document must start at its root. Dates are told as JSON carries them.
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
  // Zod's own names for parts that have none begin with two underscores; what a part takes and gives can differ.
  const nameOf = (key: string) => (key.startsWith("__") ? `${name}.${key}` : io === "input" ? `${key}.input` : key);
  const rooted = text
    .replace(/"\$ref":"#\/\$defs\/([^"]+)"/g, (_, key: string) => `"$ref":"#/components/schemas/${nameOf(key)}"`)
    .replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`);
  const { $defs = {}, ...body } = JSON.parse(rooted) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [key, definition] of Object.entries($defs)) definitions[nameOf(key)] = definition;
  if (text.includes('"$ref":"#"')) definitions[name] = body;
  return body;
}
