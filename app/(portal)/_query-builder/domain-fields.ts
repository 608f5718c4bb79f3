import type { TimeGrain } from "@/lib/domains/domain-definition-schema";

/** A field of a domain that may be asked for. */
export interface DomainField {
  /** `dataset.field`. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Of dimensions: what the values are. */
  readonly type: "text" | "number" | "boolean" | "date" | "timestamp";
  /** Of dates and timestamps: what they may be rounded down to. */
  readonly grains: readonly TimeGrain[];
}

/** What a domain offers to whoever asks it, dataset by dataset. */
export interface DomainFields {
  readonly datasets: readonly {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly dimensions: readonly DomainField[];
    readonly measures: readonly DomainField[];
  }[];
}

/** A field by its name. */
export function findField({ datasets }: DomainFields, name: string): DomainField | undefined {
  return datasets
    .flatMap(({ dimensions, measures }) => [...dimensions, ...measures])
    .find((field) => field.name === name);
}

/** What people call a field; its name, when the domain has none of it any more. */
export function labelOf(fields: DomainFields, name: string): string {
  return findField(fields, name)?.label ?? name;
}
