import type { AttributePath } from "./filter/filter-tree";
import { parsePath } from "./filter/parse-filter";
import { isObject } from "./named-value";
import type { Resource } from "./scim-resource";

/** Which attributes an answer has: those named, or all but those named; `id` and `schemas` always (RFC 7644, 3.9). */
export interface Selection {
  readonly only: readonly AttributePath[] | null;
  readonly without: readonly AttributePath[];
}

/** Every attribute. */
export const everything: Selection = { only: null, without: [] };

const always: ReadonlySet<string> = new Set(["id", "schemas"]);

/**
 * Reads `attributes` and `excludedAttributes`.
 *
 * @throws ScimRefusal `invalidPath`
 */
export function selectionOf(attributes: readonly string[] | null, excluded: readonly string[]): Selection {
  return { only: attributes?.map(parsePath) ?? null, without: excluded.map(parsePath) };
}

/** Whether an answer has any part of this attribute, named in lower case. */
export function isSelected({ only, without }: Selection, attribute: string): boolean {
  if (without.some((path) => path.attribute === attribute && path.sub === null)) return false;
  return only === null || only.some((path) => path.attribute === attribute);
}

/** The resource with the attributes of the selection. */
export function selectAttributes(resource: Resource, { only, without }: Selection): Record<string, unknown> {
  const entries = Object.entries(resource).flatMap(([name, value]): [string, unknown][] => {
    const own = (path: AttributePath) => path.attribute === name.toLowerCase();
    if (always.has(name)) return [[name, value]];
    const wanted = only === null ? null : only.filter(own);
    if (wanted?.length === 0) return [];
    const unwanted = without.filter(own);
    if (unwanted.some(({ sub }) => sub === null)) return [];
    const parts = wanted === null || wanted.some(({ sub }) => sub === null) ? null : subsOf(wanted);
    return [[name, keepParts(value, parts, subsOf(unwanted))]];
  });
  return Object.fromEntries(entries);
}

function subsOf(paths: readonly AttributePath[]): ReadonlySet<string> {
  return new Set(paths.flatMap(({ sub }) => sub ?? []));
}

function keepParts(value: unknown, only: ReadonlySet<string> | null, without: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((element) => keepParts(element, only, without));
  if (!isObject(value)) return value;
  const isKept = (name: string) => (only === null || only.has(name.toLowerCase())) && !without.has(name.toLowerCase());
  return Object.fromEntries(Object.entries(value).filter(([name]) => isKept(name)));
}
