import type { DomainFilter } from "@/lib/domains/domain-query-schema";
import type { EditorMessageName } from "../messages/english";
import type { EditorWords } from "../messages/use-editor-words";

const operators: Readonly<Record<DomainFilter["operator"], EditorMessageName | null>> = {
  equals: "isEqual",
  not_equals: "isNot",
  in: "isOneOf",
  not_in: "isNoneOf",
  less: null,
  less_or_equal: null,
  greater: null,
  greater_or_equal: null,
  between: "isBetween",
  contains: "contains",
  starts_with: "startsWith",
  is_empty: "isEmpty",
  is_not_empty: "isNotEmpty",
};

const signs: Readonly<Record<string, string>> = {
  less: "<",
  less_or_equal: "≤",
  greater: ">",
  greater_or_equal: "≥",
};

/** How a field can be compared, in words. */
export function operatorChoices({ say }: EditorWords) {
  return Object.entries(operators).map(([value, name]) => ({
    value,
    label: name ? say(name) : (signs[value] ?? value),
  }));
}

/** Whether a comparison is with something at all. */
export function needsValues({ operator }: DomainFilter): boolean {
  return operator !== "is_empty" && operator !== "is_not_empty";
}

/** How many values a comparison takes. */
export function mostValues({ operator }: DomainFilter): number {
  if (operator === "between") return 2;
  return operator === "in" || operator === "not_in" ? 1_000 : 1;
}

/** What was typed as a value of a field of this type. */
export function constantOf(text: string, type: string): string | number | boolean {
  if (type === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (type === "boolean" && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}
