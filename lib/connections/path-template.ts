import { isS3Path, parseS3Path } from "@/lib/engines/duckdb/s3/s3-path";
import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import { canonical, canonicalTablePath, plainTablePath } from "./file-paths";
import { fillsWholeSegments, fillTemplate, parseTemplate, type Template, targetText } from "./target-template";

/** What stands for a value while a template's own path is checked; no file is called so. */
const sample = "bhplaceholder";

/**
 * Checks a file path with placeholders: each is a whole folder or a whole file name before its extension, `*` stands in
 * the last name only, the bucket is written out, and the path lies inside the allowed folders whatever the values are.
 *
 * @throws DomainError `invalid_input`
 */
export function parsePathTemplate(text: string): Template {
  const template = parseTemplate(text);
  if (template.placeholders.some(({ secret }) => secret)) {
    throw new DomainError("invalid_input", "@secret values can stand in a connection URL only");
  }
  const filled = fillTemplate(template, () => sample);
  if (isS3Path(filled) && (parseS3Path(filled)?.bucket ?? sample).includes(sample)) {
    throw new DomainError("invalid_input", "Write out s3:// and the bucket; a value cannot choose it");
  }
  const segments = filled.split("/");
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
  canonicalTablePath(filled);
  return template;
}

/**
 * Where a template leads with these values, as a text that is equal for equal places: links above its placeholders are
 * followed, below them they refuse when a query runs.
 *
 * @throws DomainError `query_refused` for a missing or unfit value, `invalid_input` for a path that cannot be one.
 */
export function placeOfPathTemplate(text: string, values: Readonly<Record<string, ParameterValue>>): string {
  const template = parseTemplate(text);
  const filled = plainTablePath(fillTemplate(template, ({ name }) => targetText(name, values[name])));
  if (isS3Path(filled)) return filled;
  const fixed = fixedPartOf(template);
  return `${canonical(fixed)}${filled.slice(fixed.length)}`;
}

/** The folder of this machine above a template's placeholders, and where its links lead now; nothing on S3. */
export function linksOfPathTemplate(text: string): string {
  const template = parseTemplate(text);
  return isS3Path(text) ? "" : canonical(fixedPartOf(template));
}

function fixedPartOf(template: Template): string {
  const segments = plainTablePath(fillTemplate(template, () => sample)).split("/");
  const variable = segments.findIndex((segment) => segment.includes(sample) || segment.includes("*"));
  return segments.slice(0, variable < 0 ? segments.length : variable).join("/");
}

/**
 * The canonical path that a template gives for these values; a link that leads elsewhere refuses.
 *
 * @throws DomainError `query_refused` for a missing or unfit value or a path that is not where the template says.
 */
export function fillPathTemplate(text: string, values: Readonly<Record<string, ParameterValue>>): string {
  const template = parsePathTemplate(text);
  const filled = fillTemplate(template, (placeholder) => targetText(placeholder.name, values[placeholder.name]));
  const path = canonicalTablePath(filled);
  const expected = template.placeholders.reduce(
    (place, { name }) => place.replace(sample, () => targetText(name, values[name])),
    canonicalTablePath(fillTemplate(template, () => sample)),
  );
  if (path !== expected) throw new DomainError("query_refused", "A value leaves its place in a file path");
  return path;
}
