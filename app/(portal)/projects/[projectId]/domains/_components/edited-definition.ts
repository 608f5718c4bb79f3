import type { DomainDefinitionInput } from "@/lib/domains/domain-definition-schema";

/** A definition while it is written: every list is there. */
export type EditedDataset = NonNullable<DomainDefinitionInput["datasets"]>[number];
export type EditedDimension = NonNullable<EditedDataset["dimensions"]>[number];
export type EditedMeasure = NonNullable<EditedDataset["measures"]>[number];
export type EditedRatio = NonNullable<EditedMeasure["ratio"]>;
/** What dimensions and measures have in common. */
export type EditedField = Pick<EditedDimension & EditedMeasure, "name" | "label" | "description" | "format" | "hidden">;
export type EditedRelationship = NonNullable<DomainDefinitionInput["relationships"]>[number];

export interface EditedDefinition {
  readonly datasets: readonly EditedDataset[];
  readonly relationships: readonly EditedRelationship[];
}

/** Messages by their place: `datasets.0.dimensions.2.column`. */
export type Problems = Readonly<Record<string, string>>;

/** The list with one item changed. */
export function replaced<T>(items: readonly T[], index: number, item: T): T[] {
  return items.map((one, at) => (at === index ? item : one));
}

/** The list without one item. */
export function without<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, at) => at !== index);
}

/** A name that none of these has: `field`, `field_2`, … */
export function freeName(base: string, taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name));
  let name = base;
  for (let number = 2; names.has(name); number += 1) name = `${base}_${number}`;
  return name;
}

/** What a person typed, or nothing. */
export function textOrNothing(text: string): string | undefined {
  return text.trim() === "" ? undefined : text;
}

/** The same object without its empty parts, as the schema wants it. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
