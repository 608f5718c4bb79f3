"use client";
import { SearchSelect, type SearchSelectProps } from "@/components/ui/search-select";
import { findUsersAction } from "./actions";
import { optionsOf } from "./options-of";

/** People to choose from; `home` keeps to one tenant's, or with null to the organization's own. */
export function UserSelect({ home, ...rest }: Omit<SearchSelectProps, "load"> & { home?: string | null }) {
  return <SearchSelect {...rest} load={async (words) => optionsOf(await findUsersAction(words, home))} />;
}
