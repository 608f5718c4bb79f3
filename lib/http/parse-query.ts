import type { z } from "zod";
import { DomainError } from "@/lib/errors";
import { parseInput } from "./parse-input";

/**
 * Reads the query parameters of an address and checks them. A name given twice refuses: which one counts would be a
 * guess.
 *
 * @throws DomainError `invalid_input`
 */
export function parseQuery<T extends z.ZodType>(request: Request, schema: T): z.output<T> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    if (Object.hasOwn(values, name)) {
      throw new DomainError("invalid_input", "A query parameter is given twice", { [name]: "Give this once" });
    }
    values[name] = value;
  }
  return parseInput(schema, values);
}
