import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";

/** One `{{ name }}` of a template; `secret` for `{{ name@secret }}`. */
export interface TemplatePlaceholder {
  readonly name: string;
  readonly secret: boolean;
}

/** A template cut at its placeholders: `texts` has one entry more than `placeholders`. */
export interface Template {
  readonly texts: readonly string[];
  readonly placeholders: readonly TemplatePlaceholder[];
}

const placeholderPattern = /\{\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\(\))?)(@secret)?\s*\}\}/;
const targetValue = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,62}$/;

/**
 * Cuts a template of a database, schema, role or path at its placeholders.
 *
 * @throws DomainError `invalid_input` for braces that are not a placeholder.
 */
export function parseTemplate(text: string): Template {
  const texts: string[] = [];
  const placeholders: TemplatePlaceholder[] = [];
  let rest = text;
  for (let match = placeholderPattern.exec(rest); match; match = placeholderPattern.exec(rest)) {
    texts.push(rest.slice(0, match.index));
    placeholders.push({ name: match[1] ?? "", secret: match[2] !== undefined });
    rest = rest.slice(match.index + match[0].length);
  }
  texts.push(rest);
  if (texts.some((part) => /[{}]/.test(part))) {
    throw new DomainError("invalid_input", "Placeholders are written {{ name }}; other braces are not allowed");
  }
  return { texts, placeholders };
}

/**
 * The text a value puts into a target. Letters, digits, `_` and `-` only, at most 63: nothing that could end a segment
 * of a URL or path, start another, or match more than itself (R13).
 *
 * @throws DomainError `query_refused`
 */
export function targetText(name: string, value: ParameterValue | undefined): string {
  if (value === undefined || value === null) {
    throw new DomainError("query_refused", `The parameter ${name} of a policy has no value here`);
  }
  const text = typeof value === "string" || Number.isSafeInteger(value) ? String(value) : "";
  if (!targetValue.test(text)) {
    throw new DomainError(
      "query_refused",
      `The value of the parameter ${name} cannot name a database, schema or folder`,
    );
  }
  return text;
}

/** Puts a text for every placeholder. */
export function fillTemplate(template: Template, textOf: (placeholder: TemplatePlaceholder) => string): string {
  return template.texts.reduce((filled, part, index) => {
    const placeholder = template.placeholders[index];
    return filled + part + (placeholder ? textOf(placeholder) : "");
  }, "");
}

/** Whether every placeholder stands alone between the given separators, so that a value is a name and not part of one. */
export function fillsWholeSegments(template: Template, separators: RegExp): boolean {
  return template.placeholders.every((_, index) => {
    const before = template.texts[index] ?? "";
    const after = template.texts[index + 1] ?? "";
    const joined = (index > 0 && before === "") || (index < template.placeholders.length - 1 && after === "");
    return (
      !joined &&
      (before === "" || separators.test(before.at(-1) ?? "")) &&
      (after === "" || separators.test(after[0] ?? ""))
    );
  });
}
