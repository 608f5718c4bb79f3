"use client";
import { SearchSelect, type SearchSelectProps } from "@/components/ui/search-select";
import { findGroupsAction } from "./actions";
import { optionsOf } from "./options-of";

export function GroupSelect(props: Omit<SearchSelectProps, "load">) {
  return <SearchSelect {...props} load={async (words) => optionsOf(await findGroupsAction(words))} />;
}
