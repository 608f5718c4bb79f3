import type { Raw, RawObject } from "@/lib/sql/dialects/polyglot/parser";
import { constructNotAllowed } from "@/lib/sql/refusals";

/** Fields that say where or how something was written, which the guard's tree keeps in its own way. */
const aside = new Set(["span", "alias_explicit_as", "alias_keyword", "alias_first", "use_inner_keyword"]);

export function rawObject(value: Raw): RawObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

export function rawList(value: Raw): Raw[] {
  return Array.isArray(value) ? value : [];
}

export function rawText(value: Raw): string {
  return typeof value === "string" ? value : "";
}

function isEmpty(value: Raw): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}

/** The one tag of a node and its fields. */
export function tagged(value: Raw): [string, RawObject] {
  const object = rawObject(value);
  const [tag, ...more] = Object.keys(object);
  if (tag === undefined || more.length > 0) throw constructNotAllowed("This construct");
  return [tag, rawObject(object[tag])];
}

/** Refuses a node that says more than the fields that are read of it. */
export function onlyFields(fields: RawObject, what: string, ...read: string[]): void {
  for (const [name, value] of Object.entries(fields))
    if (!isEmpty(value) && !aside.has(name) && !read.includes(name))
      throw constructNotAllowed(`${what} with ${name.replaceAll("_", " ")}`);
}
