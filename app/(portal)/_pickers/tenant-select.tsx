"use client";
import { SearchSelect, type SearchSelectProps } from "@/components/ui/search-select";
import { findTenantsAction } from "./actions";
import { optionsOf } from "./options-of";

export function TenantSelect(props: Omit<SearchSelectProps, "load">) {
  return <SearchSelect {...props} load={async (words) => optionsOf(await findTenantsAction(words))} />;
}
