import { z } from "zod";

/** The four modes as they stand on the wire. */
export type DomainMode = "all" | "none" | "include" | "exclude";

export interface SemanticDomainAccessInput {
  readonly mode: DomainMode;
  /** Names and UUIDs, mixed. */
  readonly domains?: readonly string[];
}

const modes: readonly unknown[] = ["all", "none", "include", "exclude"];

/**
 * Which semantic domains a token may use. The messages are part of the public contract
 * (reference: semantic domain access, validation rules), so they are written out and not zod's own.
 */
export const semanticDomainAccessSchema = z
  .custom<SemanticDomainAccessInput>()
  .superRefine((input, context) => {
    const message = problemOf(input);
    if (message) context.addIssue({ code: "custom", message });
  })
  .meta({ description: "{ mode: all | none | include | exclude, domains?: names and UUIDs }" });

/** What is wrong with the field, in the contract's own words, or null. */
export function problemOf(input: unknown): string | null {
  const field = "semanticDomainAccess";
  if (typeof input !== "object" || input === null || Array.isArray(input)) return `${field} must be an object.`;
  const { mode, domains, ...unknown } = input as Record<string, unknown>;
  if (!modes.includes(mode)) return `${field}.mode must be one of: 'all', 'none', 'include', 'exclude'.`;
  const [stranger] = Object.keys(unknown);
  if (stranger) return `${field}.${stranger} is not known.`;
  if (mode === "all" || mode === "none") {
    return domains === undefined ? null : `${field}.domains is not allowed when mode is '${mode}'.`;
  }
  if (domains === undefined || domains === null || (Array.isArray(domains) && domains.length === 0)) {
    return `${field}.domains is required and must be non-empty when mode is '${mode}'.`;
  }
  const wellFormed = Array.isArray(domains) && domains.length <= 1_000 && domains.every(isDomainText);
  return wellFormed ? null : `${field}.domains must be a list of names and UUIDs.`;
}

function isDomainText(value: unknown): boolean {
  return typeof value === "string" && value.length > 0 && value.length <= 200;
}
