"use client";
import { Select, Text, TextInput } from "@mantine/core";
import { useUrlState } from "@/components/data-table/use-url-state";
import type { SearchOption } from "@/components/ui/search-select";
import { TenantSelect } from "../../../_pickers/tenant-select";
import { actionChoices } from "../event-words";

/** What kind, whose, and when; all of it in the address. */
export function AuditFilters({ tenant }: { tenant: SearchOption | null }) {
  const { get, set } = useUrlState();
  return (
    <>
      <Select
        aria-label="Kind of event"
        placeholder="All events"
        data={[...actionChoices]}
        value={get("action")}
        onChange={(action) => set({ action })}
        clearable
        w={190}
      />
      <TenantSelect
        key={tenant?.value ?? "all"}
        aria-label="Tenant"
        placeholder="All tenants"
        chosen={tenant}
        value={tenant?.value ?? null}
        onChange={(tenantId) => set({ tenantId })}
        clearable
        w={210}
      />
      <TextInput
        type="date"
        aria-label="From"
        leftSection={<Text size="xs">From</Text>}
        leftSectionWidth={54}
        value={get("from") ?? ""}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        aria-label="Until"
        leftSection={<Text size="xs">Until</Text>}
        leftSectionWidth={54}
        value={get("to") ?? ""}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
    </>
  );
}
