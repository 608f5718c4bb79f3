import type { z } from "zod";
import { DomainError } from "@/lib/errors";
import { unwritableAt } from "@/lib/sql/limits";

/**
 * Checks input against its schema; unknown fields are the schema's to refuse (`z.strictObject`).
 *
 * @throws DomainError `invalid_input` with one message per field; the first message is the error's own.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = parsed(schema, input);
  if (result.success) {
    if (holdsUnwritableText(result.data)) {
      throw new DomainError("invalid_input", "The input holds a character that text cannot have");
    }
    return result.data;
  }
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const name = issue.path.join(".");
    const key = issue.code === "unrecognized_keys" ? [name, issue.keys[0]].filter(Boolean).join(".") : name;
    fields[key] ??= issue.message;
  }
  throw new DomainError("invalid_input", result.error.issues[0]?.message ?? "The input is not valid", fields);
}

/** A schema of any JSON looks into it as deep as it is, and a body can be deeper than the stack. */
function parsed<T extends z.ZodType>(schema: T, input: unknown): z.ZodSafeParseResult<z.output<T>> {
  try {
    return schema.safeParse(input);
  } catch (error) {
    if (error instanceof RangeError) throw new DomainError("invalid_input", "The input is nested too deeply");
    throw error;
  }
}

/** Whether any text or name in it is one that the database would refuse. Not recursive: a body can be deep. */
function holdsUnwritableText(input: unknown): boolean {
  const left: unknown[] = [input];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === "string" && unwritableAt(value) >= 0) return true;
    if (typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value)) for (const name of Object.keys(value)) left.push(name);
    for (const part of Object.values(value)) left.push(part);
  }
  return false;
}

const usualCharacters = 1_048_576;

/**
 * Reads a JSON body of at most 1 MiB, or what a route that takes files says, and checks it.
 *
 * @throws DomainError `invalid_input`
 */
export async function parseJson<T extends z.ZodType>(
  request: Request,
  schema: T,
  mostCharacters = usualCharacters,
): Promise<z.output<T>> {
  return parseJsonText(await request.text(), schema, mostCharacters);
}

/**
 * The same for a body that has been read.
 *
 * @throws DomainError `invalid_input`
 */
export function parseJsonText<T extends z.ZodType>(
  text: string,
  schema: T,
  mostCharacters = usualCharacters,
): z.output<T> {
  if (text.length > mostCharacters) {
    const mebibytes = Math.floor(mostCharacters / usualCharacters);
    throw new DomainError("invalid_input", `The request body is larger than ${mebibytes} MiB`);
  }
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new DomainError("invalid_input", "The request body is not valid JSON");
  }
  return parseInput(schema, body);
}
