import type { z } from "zod";

/** Checks form values with the server's own schema; errors come back under the dotted paths that fields are named by. */
export function zodFieldErrors(schema: z.ZodType) {
  return (values: unknown): Record<string, string> => {
    const result = schema.safeParse(values);
    const errors: Record<string, string> = {};
    for (const issue of result.error?.issues ?? []) errors[issue.path.join(".")] ??= issue.message;
    return errors;
  };
}
