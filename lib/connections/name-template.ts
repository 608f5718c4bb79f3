import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import { fillsWholeSegments, fillTemplate, parseTemplate, type Template, targetText } from "./target-template";

const separators = /[_-]/;
const nameText = /^[A-Za-z0-9_-]*$/;
/** PostgreSQL cuts longer names off, and two tenants could then mean one. */
const longestName = 63;

/**
 * Checks the template of a schema or role name: `{{ tenant }}` or `tenant_{{ tenant }}`.
 *
 * @throws DomainError `invalid_input`
 */
export function parseNameTemplate(text: string): Template {
  const template = parseTemplate(text);
  if (template.placeholders.some(({ secret }) => secret)) {
    throw new DomainError("invalid_input", "@secret values can stand in a connection URL only");
  }
  if (!template.texts.every((part) => nameText.test(part)) || text.trim() === "") {
    throw new DomainError("invalid_input", "A name holds letters, digits, _ and - only");
  }
  if (!fillsWholeSegments(template, separators)) {
    throw new DomainError("invalid_input", "A placeholder must be the whole name or stand between _ or -");
  }
  return template;
}

/**
 * The name that a template gives for these values.
 *
 * @throws DomainError `query_refused` for a missing or unfit value, or a name that PostgreSQL would cut off.
 */
export function fillNameTemplate(text: string, values: Readonly<Record<string, ParameterValue>>): string {
  const name = fillTemplate(parseNameTemplate(text), (placeholder) =>
    targetText(placeholder.name, values[placeholder.name]),
  );
  if (name.length > longestName)
    throw new DomainError("query_refused", "A name that a policy makes is longer than 63 characters");
  return name;
}

/** The values with which a template gives exactly this name, or null when none do or several ways exist. */
export function matchNameTemplate(text: string, name: string): Record<string, string> | null {
  const { texts, placeholders } = parseNameTemplate(text);
  const escaped = texts.map((part) => part.replace(/[-]/g, "\\$&"));
  const pattern = new RegExp(`^${escaped.join("([A-Za-z0-9_][A-Za-z0-9_-]{0,62})")}$`);
  const match = pattern.exec(name);
  if (!match || placeholders.length > 1) return null;
  return Object.fromEntries(placeholders.map((placeholder, index) => [placeholder.name, match[index + 1] ?? ""]));
}
