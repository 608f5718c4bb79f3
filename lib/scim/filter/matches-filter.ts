import type { AttributeKind, AttributeKinds } from "../attribute-kinds";
import { isObject, namedValue } from "../named-value";
import type { AttributePath, ComparedValue, Filter, Operator } from "./filter-tree";

/**
 * Whether a resource is one that a filter asks for. Of an attribute with several values one that fits is enough; `ne` is
 * the opposite of `eq`, so that what is not there is unequal. Text is compared without regard to case except where the
 * attribute is exact, and times as times (RFC 7644, 3.4.2.2). `within` is the attribute whose one value the resource is.
 */
export function matchesFilter(filter: Filter, resource: object, kinds: AttributeKinds, within = ""): boolean {
  switch (filter.kind) {
    case "and":
      return (
        matchesFilter(filter.left, resource, kinds, within) && matchesFilter(filter.right, resource, kinds, within)
      );
    case "or":
      return (
        matchesFilter(filter.left, resource, kinds, within) || matchesFilter(filter.right, resource, kinds, within)
      );
    case "not":
      return !matchesFilter(filter.inner, resource, kinds, within);
    case "present":
      return valuesAt(resource, filter.path, kinds).length > 0;
    case "compare": {
      const { path, operator, value } = filter;
      const values = valuesAt(resource, path, kinds);
      const kind = kinds.kindOf(within, path);
      if (value === null) return (values.length === 0) === (operator === "eq");
      if (operator === "ne") return !values.some((found) => compares("eq", found, value, kind));
      return values.some((found) => compares(operator, found, value, kind));
    }
  }
}

/**
 * The values that a path leads to in a resource; none when it leads nowhere. A value with parts stands for its part
 * `value`, or for itself when it has none.
 */
export function valuesAt(resource: object, path: AttributePath, kinds: AttributeKinds): unknown[] {
  const { where, sub, attribute } = path;
  const found = namedValue(resource, attribute);
  const all = Array.isArray(found) ? found : [found];
  const picked = where ? all.filter((value) => isObject(value) && matchesFilter(where, value, kinds, attribute)) : all;
  const part = (value: unknown) => {
    if (sub) return isObject(value) ? namedValue(value, sub) : undefined;
    return isObject(value) ? (namedValue(value, "value") ?? value) : value;
  };
  return picked.map(part).filter((value) => value !== undefined && value !== null && value !== "");
}

function compares(operator: Operator, found: unknown, value: ComparedValue, kind: AttributeKind): boolean {
  if (typeof found === "string" && typeof value === "string") {
    if (kind === "time") return ordered(operator, Date.parse(found), Date.parse(value));
    const fold = (text: string) => (kind === "exact" ? text : text.toLowerCase());
    return comparesText(operator, fold(found), fold(value));
  }
  if (typeof found === "number" && typeof value === "number") return ordered(operator, found, value);
  return operator === "eq" && found === value;
}

function comparesText(operator: Operator, found: string, value: string): boolean {
  if (operator === "co") return found.includes(value);
  if (operator === "sw") return found.startsWith(value);
  if (operator === "ew") return found.endsWith(value);
  return ordered(operator, found, value);
}

function ordered<T extends string | number>(operator: Operator, found: T, value: T): boolean {
  switch (operator) {
    case "eq":
      return found === value;
    case "gt":
      return found > value;
    case "ge":
      return found >= value;
    case "lt":
      return found < value;
    case "le":
      return found <= value;
    default:
      return false;
  }
}
