export type Operator = "eq" | "ne" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";

export type ComparedValue = string | number | boolean | null;

/** Where a filter or a change points: `emails[type eq "work"].value`. Names are lower case, because case means nothing. */
export interface AttributePath {
  /** The URN before the name, lower case; null when there is none. */
  readonly schema: string | null;
  readonly attribute: string;
  /** Which values of a multi-valued attribute. */
  readonly where: Filter | null;
  readonly sub: string | null;
}

/** A filter of RFC 7644, 3.4.2.2, as a tree. */
export type Filter =
  | {
      readonly kind: "compare";
      readonly path: AttributePath;
      readonly operator: Operator;
      readonly value: ComparedValue;
    }
  | { readonly kind: "present"; readonly path: AttributePath }
  | { readonly kind: "not"; readonly inner: Filter }
  | { readonly kind: "and" | "or"; readonly left: Filter; readonly right: Filter };

/** Every attribute that a filter asks. */
export function pathsOf(filter: Filter): AttributePath[] {
  if (filter.kind === "compare" || filter.kind === "present") return [filter.path];
  return filter.kind === "not" ? pathsOf(filter.inner) : [...pathsOf(filter.left), ...pathsOf(filter.right)];
}
