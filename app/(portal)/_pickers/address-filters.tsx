"use client";
import { Select, type SelectProps } from "@mantine/core";
import { useUrlState } from "@/components/data-table/use-url-state";
import type { ActionOutcome } from "@/components/ui/action-outcome";
import { type SearchOption, SearchSelect } from "@/components/ui/search-select";
import { optionsOf } from "./options-of";

interface AddressFilter {
  /** Under which it stands in the address. */
  readonly name: string;
  readonly label: string;
  /** What it says while nothing is chosen. */
  readonly placeholder: string;
}

type Size = Pick<SelectProps, "w" | "style">;

export interface SearchedFilterProps extends AddressFilter, Size {
  /** What the address says already, with its name. */
  readonly chosen: SearchOption | null;
  readonly find: (words: string) => Promise<ActionOutcome<readonly SearchOption[]>>;
}

/** A list's filter in the address: one of many, found as one types. */
export function SearchedFilter({ name, label, chosen, find, ...rest }: SearchedFilterProps) {
  const { set } = useUrlState();
  return (
    <SearchSelect
      // What is chosen elsewhere, or taken back, is another field with another text in it.
      key={String(chosen?.value)}
      aria-label={label}
      load={async (words) => optionsOf(await find(words))}
      chosen={chosen}
      value={chosen?.value ?? null}
      onChange={(value) => set({ [name]: value })}
      clearable
      {...rest}
    />
  );
}

export interface ChosenFilterProps extends AddressFilter, Size, Pick<SelectProps, "data" | "searchable"> {}

/** A list's filter in the address: one of a few. */
export function ChosenFilter({ name, label, ...rest }: ChosenFilterProps) {
  const { get, set } = useUrlState();
  return (
    <Select aria-label={label} value={get(name)} onChange={(value) => set({ [name]: value })} clearable {...rest} />
  );
}
