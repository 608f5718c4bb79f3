import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import { canonicalFilePath } from "./file-paths";
import { fillsWholeSegments, fillTemplate, parseTemplate, type Template, targetText } from "./target-template";

/** What stands for a value while a template's own path is checked; no file is called so. */
const sample = "bhplaceholder";

/**
 * Checks a file path with placeholders: each is a whole folder or a whole file name before its extension, `*` stands in
 * the last name only, and the path lies inside the allowed folders whatever the values are.
 *
 * @throws DomainError `invalid_input`
 */
export function parsePathTemplate(text: string): Template {
  const template = parseTemplate(text);
  if (template.placeholders.some(({ secret }) => secret)) {
    throw new DomainError("invalid_input", "@secret values can stand in a connection URL only");
  }
  const segments = fillTemplate(template, () => sample).split("/");
  if (segments.slice(0, -1).some((segment) => segment.includes("*"))) {
    throw new DomainError("invalid_input", "* may stand in the last name of a path only");
  }
  const fileName = segments.at(-1) ?? "";
  const whole = segments.every((segment) => !segment.includes(sample) || segment === sample || segment === fileName);
  if (!whole || !fillsWholeSegments(template, /[/.]/)) {
    throw new DomainError(
      "invalid_input",
      "A placeholder must be a whole folder name, or a file name before its extension",
    );
  }
  canonicalFilePath(fillTemplate(template, () => sample));
  return template;
}

/**
 * The canonical path that a template gives for these values; a link that leads elsewhere refuses.
 *
 * @throws DomainError `query_refused` for a missing or unfit value or a path that is not where the template says.
 */
export function fillPathTemplate(text: string, values: Readonly<Record<string, ParameterValue>>): string {
  const template = parsePathTemplate(text);
  const filled = fillTemplate(template, (placeholder) => targetText(placeholder.name, values[placeholder.name]));
  const path = canonicalFilePath(filled);
  const expected = template.placeholders.reduce(
    (place, { name }) => place.replace(sample, () => targetText(name, values[name])),
    canonicalFilePath(fillTemplate(template, () => sample)),
  );
  if (path !== expected) throw new DomainError("query_refused", "A value leaves its place in a file path");
  return path;
}
