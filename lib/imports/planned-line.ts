import type { z } from "zod";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { ImportPreview } from "./import-schema";

/** What is to become of one line. */
export interface PlannedLine {
  readonly line: number;
  /** The e-mail or key in it. */
  readonly subject: string;
  readonly tenantId: string | null;
  /** Why nothing comes of it; null for a line that is to be written. */
  readonly problem: string | null;
  /** Brings it in, and returns the link that nobody mailed. */
  readonly write: (actor: Actor) => Promise<string | null>;
}

/** How many lines would come in, and why the others would not. */
export function previewOf(lines: readonly PlannedLine[]): ImportPreview {
  const problems = lines.flatMap(({ line, subject, problem }) =>
    problem === null ? [] : [{ line, subject, message: problem }],
  );
  return { total: lines.length, valid: lines.length - problems.length, problems };
}

/** What a schema says against a line, with the column it says it about; null when it says nothing. */
export function problemOf(schema: z.ZodType, input: unknown): string | null {
  try {
    parseInput(schema, input);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [column, message] = Object.entries(error.fields ?? {})[0] ?? ["", error.message];
    return column === "" ? message : `${column}: ${message}`;
  }
}
