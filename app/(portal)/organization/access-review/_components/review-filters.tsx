"use client";
import { Select } from "@mantine/core";
import { useUrlState } from "@/components/data-table/use-url-state";
import { SearchSelect } from "@/components/ui/search-select";
import { wayWords } from "../../../_labels/words";
import { optionsOf } from "../../../_pickers/options-of";
import { TenantSelect } from "../../../_pickers/tenant-select";
import { UserSelect } from "../../../_pickers/user-select";
import { findDashboardsAction } from "../actions";
import type { ReviewChoices } from "../review-choices";

const unusedChoices = [
  { value: "30", label: "Unused 30 days" },
  { value: "90", label: "Unused 90 days" },
  { value: "365", label: "Unused a year" },
];

const expiringChoices = [
  { value: "7", label: "Ends in 7 days" },
  { value: "30", label: "Ends in 30 days" },
  { value: "365", label: "Ends in a year" },
];

/** Six in a row where there is room, two on a phone. */
const filterWidth = { flex: "1 1 9rem", maxWidth: "16rem" } as const;

/** Whose access, to what, through what; unused and ending. All of it in the address. */
export function ReviewFilters({ tenant, user, dashboard }: ReviewChoices) {
  const { get, set } = useUrlState();
  return (
    <>
      <UserSelect
        key={`user ${user?.value}`}
        aria-label="Person"
        placeholder="Everybody"
        chosen={user}
        value={user?.value ?? null}
        onChange={(userId) => set({ userId })}
        clearable
        style={filterWidth}
      />
      <SearchSelect
        key={`dashboard ${dashboard?.value}`}
        aria-label="Dashboard"
        placeholder="All dashboards"
        load={async (words) => optionsOf(await findDashboardsAction(words))}
        chosen={dashboard}
        value={dashboard?.value ?? null}
        onChange={(dashboardId) => set({ dashboardId })}
        clearable
        style={filterWidth}
      />
      <TenantSelect
        key={`tenant ${tenant?.value}`}
        aria-label="Tenant"
        placeholder="All tenants"
        chosen={tenant}
        value={tenant?.value ?? null}
        onChange={(tenantId) => set({ tenantId })}
        clearable
        style={filterWidth}
      />
      <Select
        aria-label="Through"
        placeholder="Any way"
        data={Object.entries(wayWords).map(([value, label]) => ({ value, label }))}
        value={get("through")}
        onChange={(through) => set({ through })}
        clearable
        style={filterWidth}
      />
      <Select
        aria-label="Unused"
        placeholder="Used or not"
        data={unusedChoices}
        value={get("unused")}
        onChange={(unused) => set({ unused })}
        clearable
        style={filterWidth}
      />
      <Select
        aria-label="Ends"
        placeholder="Any end"
        data={expiringChoices}
        value={get("expiring")}
        onChange={(expiring) => set({ expiring })}
        clearable
        style={filterWidth}
      />
    </>
  );
}
