"use client";
import { useUrlState } from "@/components/data-table/use-url-state";
import { type SearchOption, SearchSelect } from "@/components/ui/search-select";
import { findTenantsAction } from "../../../_pickers/actions";
import { optionsOf } from "../../../_pickers/options-of";

const organization: SearchOption = { value: "none", label: "The organization's own" };

/** Keeps the list to one tenant's people, or to the organization's. */
export function HomeFilter({ home }: { home: SearchOption | "none" | null }) {
  const { set } = useUrlState();
  const chosen = home === "none" ? organization : home;
  const load = async (words: string) => {
    const tenants = optionsOf(await findTenantsAction(words));
    return words ? tenants : [organization, ...tenants];
  };
  return (
    <SearchSelect
      key={chosen?.value ?? "all"}
      load={load}
      chosen={chosen}
      value={chosen?.value ?? null}
      onChange={(value) => set({ tenantId: value })}
      placeholder="All homes"
      aria-label="Home"
      clearable
      w={230}
    />
  );
}
