import type { ParameterValue } from "@/lib/sql/security-context";

/** Collects the values of a query, each behind a placeholder, so that none of them is ever text of the SQL (R12). */
export interface QueryValues {
  /** Keeps a value and gives the placeholder to write in its place. */
  place(value: ParameterValue): string;
  /** By the name in the namespace `query`: `v0`, `v1`, … */
  readonly values: Readonly<Record<string, ParameterValue>>;
}

export function collectValues(): QueryValues {
  const values: Record<string, ParameterValue> = {};
  return {
    place(value) {
      const name = `v${Object.keys(values).length}`;
      values[name] = value;
      return `{{ query.${name} }}`;
    },
    values,
  };
}
