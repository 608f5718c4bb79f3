import { type AttributeDefinition, commonAttributes } from "./attribute-definitions";
import type { AttributePath } from "./filter/filter-tree";

/** How the values of an attribute compare: with regard to case, as times, or neither. */
export type AttributeKind = "exact" | "time" | "plain";

export interface AttributeKinds {
  /** The kind of what a path leads to; inside brackets `within` is the attribute before them. */
  kindOf(within: string, path: AttributePath): AttributeKind;
}

/** How the attributes of a schema compare, those that every resource has included. */
export function attributeKinds(definitions: readonly AttributeDefinition[]): AttributeKinds {
  const kinds = new Map<string, AttributeKind>();
  const note = (name: string, { type, caseExact }: AttributeDefinition) =>
    kinds.set(name.toLowerCase(), type === "dateTime" ? "time" : caseExact ? "exact" : "plain");
  for (const definition of [...commonAttributes, ...definitions]) {
    note(definition.name, definition);
    for (const sub of definition.subAttributes ?? []) {
      note(`${definition.name}.${sub.name}`, sub);
      // A value with parts stands for its part `value`.
      if (sub.name === "value") note(definition.name, sub);
    }
  }
  return {
    kindOf: (within, { attribute, sub }) => kinds.get([within, attribute, sub].filter(Boolean).join(".")) ?? "plain",
  };
}
