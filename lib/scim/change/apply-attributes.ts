import { isDeepStrictEqual } from "node:util";
import { type AttributeDefinition, commonAttributes, schemaNames, unkeptAttributes } from "../attribute-definitions";
import type { AttributeKinds } from "../attribute-kinds";
import type { AttributePath } from "../filter/filter-tree";
import { matchesFilter } from "../filter/matches-filter";
import { parsePath } from "../filter/parse-filter";
import { isObject, namedValue } from "../named-value";
import { badRequest } from "../scim-refusal";
import { newElement } from "./new-element";

/** A resource as clients see it; the names as the schema spells them. */
export type Document = Readonly<Record<string, unknown>>;

export type ChangeVerb = "add" | "replace" | "remove";

export interface ChangeRules {
  readonly schema: string;
  readonly definitions: readonly AttributeDefinition[];
  readonly kinds: AttributeKinds;
  /** Whether what the server alone says is left out quietly, as in a whole resource, or refuses (RFC 7644, 3.5). */
  readonly readOnly: "ignored" | "refused";
}

/**
 * The document after every attribute of `values` was added or replaced; names may be paths, as some clients write them.
 *
 * @throws ScimRefusal `invalidPath`, `invalidValue`, `mutability`, `noTarget`
 */
export function applyAttributes(document: Document, verb: ChangeVerb, values: unknown, rules: ChangeRules): Document {
  if (!isObject(values))
    throw badRequest("invalidValue", "Without a path, the value has to be an object of attributes");
  return Object.entries(values).reduce((changed, [name, value]) => {
    if (name.toLowerCase() === "schemas") return changed;
    return applyAt(changed, verb, parsePath(name), value, rules);
  }, document);
}

/** The document after one change at a path (RFC 7644, 3.5.2.1 to 3.5.2.3). */
export function applyAt(
  document: Document,
  verb: ChangeVerb,
  path: AttributePath,
  value: unknown,
  rules: ChangeRules,
): Document {
  const definition = definitionOf(path, rules);
  if (definition === null) return document;
  const { name } = definition;
  if (definition.mutability === "readOnly") {
    if (rules.readOnly === "ignored" || isDeepStrictEqual(document[name], value)) return document;
    throw badRequest("mutability", `${name} cannot be changed`);
  }
  const next = definition.multiValued
    ? changedList(asList(document[name]), verb, path, value, definition, rules)
    : changedValue(document[name], verb, path, value, definition);
  const { [name]: _, ...rest } = document;
  return next === undefined ? rest : { ...rest, [name]: next };
}

/** Null for what Bulkhead has no use for. */
function definitionOf({ schema, attribute, sub }: AttributePath, rules: ChangeRules): AttributeDefinition | null {
  // The extension is named before an attribute of it, or as a whole.
  if (schema === enterpriseUser || `${schema}:${attribute}` === enterpriseUser) return null;
  const known = [...rules.definitions, ...commonAttributes].find(({ name }) => name.toLowerCase() === attribute);
  const isHere = schema === null || schema === rules.schema.toLowerCase();
  if (isHere && !known && unkeptAttributes.has(attribute)) return null;
  if (!isHere || !known) throw badRequest("invalidPath", "There is no such attribute");
  if (sub && known.name === "name" && unkeptNameParts.has(sub)) return null;
  if (sub && !subOf(known, sub)) throw badRequest("invalidPath", `${known.name} has no such part`);
  return known;
}

const enterpriseUser = schemaNames.enterpriseUser.toLowerCase();
const unkeptNameParts: ReadonlySet<string> = new Set(["middlename", "honorificprefix", "honorificsuffix"]);

function subOf(definition: AttributeDefinition, sub: string): AttributeDefinition | undefined {
  return definition.subAttributes?.find(({ name }) => name.toLowerCase() === sub);
}

function changedValue(
  before: unknown,
  verb: ChangeVerb,
  { where, sub }: AttributePath,
  value: unknown,
  definition: AttributeDefinition,
): unknown {
  if (where) throw badRequest("invalidPath", `${definition.name} has one value, so none can be picked`);
  if (definition.type !== "complex") return verb === "remove" ? undefined : simpleValue(value, definition);
  const parts = isObject(before) ? before : {};
  if (verb === "remove" && !sub) return undefined;
  const given = sub ? { [sub]: verb === "remove" ? null : value } : value;
  return mergedParts(parts, given, definition);
}

/** Parts that are not given stay as they are. */
function mergedParts(before: object, given: unknown, definition: AttributeDefinition): object {
  if (!isObject(given)) throw badRequest("invalidValue", `${definition.name} has parts`);
  const merged: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(given)) {
    const part = subOf(definition, key.toLowerCase());
    if (!part || part.mutability === "readOnly") continue;
    const next = simpleValue(value, part);
    if (next === undefined) delete merged[part.name];
    else merged[part.name] = next;
  }
  return merged;
}

/** Null and an empty text take a value away (RFC 7643, 2.5). Some clients write true and false as text. */
function simpleValue(value: unknown, { type, name }: AttributeDefinition): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (type === "boolean") {
    const word = typeof value === "string" ? value.toLowerCase() : value;
    if (word === true || word === "true") return true;
    if (word === false || word === "false") return false;
    throw badRequest("invalidValue", `${name} is true or false`);
  }
  // Some clients wrap a single value.
  const only = isObject(value) ? namedValue(value, "value") : value;
  if (typeof only !== "string") throw badRequest("invalidValue", `${name} is text`);
  return only;
}

function changedList(
  before: readonly object[],
  verb: ChangeVerb,
  path: AttributePath,
  value: unknown,
  definition: AttributeDefinition,
  rules: ChangeRules,
): unknown {
  const { where, sub } = path;
  if (!where && !sub) return changedWhole(before, verb, value, definition);
  const isPicked = (element: object) => !where || matchesFilter(where, element, rules.kinds, path.attribute);
  if (verb === "remove" && !sub) return before.filter((element) => !isPicked(element));
  if (sub && subOf(definition, sub)?.mutability === "immutable") {
    throw badRequest("mutability", `A part of ${definition.name} is never changed; remove the value and add another`);
  }
  const given = sub ? { [sub]: verb === "remove" ? null : value } : value;
  if (!before.some(isPicked)) {
    if (verb === "remove") return before;
    if (verb === "replace" || !where) throw badRequest("noTarget", `No value of ${definition.name} is meant by this`);
    return [...before, mergedParts(newElement(where), given, definition)];
  }
  return before.map((element) => (isPicked(element) ? mergedParts(element, given, definition) : element));
}

function changedWhole(
  before: readonly object[],
  verb: ChangeVerb,
  value: unknown,
  definition: AttributeDefinition,
): unknown {
  if (verb === "remove" && (value === undefined || value === null)) return undefined;
  const given = elementsOf(value, definition);
  const values = new Set(given.map(keyOf));
  // Some clients name what to remove in the value instead of in the path.
  if (verb === "remove") return before.filter((element) => !values.has(keyOf(element)));
  if (verb === "replace") return given;
  return [...before.filter((element) => !values.has(keyOf(element))), ...given];
}

function elementsOf(value: unknown, definition: AttributeDefinition): object[] {
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((element: unknown) =>
    mergedParts({}, typeof element === "string" ? { value: element } : element, definition),
  );
}

const keyOf = (element: object) => String(namedValue(element, "value")).toLowerCase();

function asList(value: unknown): readonly object[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
