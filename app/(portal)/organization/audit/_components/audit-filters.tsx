"use client";
import { Select } from "@mantine/core";
import { useUrlState } from "@/components/data-table/use-url-state";
import { type SearchOption, SearchSelect } from "@/components/ui/search-select";
import type { AuditSubject } from "@/lib/audit/find-audit-subject";
import { optionsOf } from "../../../_pickers/options-of";
import { TenantSelect } from "../../../_pickers/tenant-select";
import { actionChoices } from "../action-words";
import { findAuditActorsAction, findAuditObjectsAction } from "../actions";
import type { AuditSubjects } from "../audit-subjects";
import { PeriodFilter } from "./period-filter";

/** Who, what, to what, whose, and when; all of it in the address. */
export function AuditFilters({ subjects }: { subjects: AuditSubjects }) {
  const { get, set } = useUrlState();
  const actor = optionOf(subjects.actor);
  const target = optionOf(subjects.target);
  const tenant = optionOf(subjects.tenant);
  return (
    <>
      <SearchSelect
        key={`actor ${actor?.value}`}
        aria-label="Who"
        placeholder="Anybody"
        load={async (words) => optionsOf(await findAuditActorsAction(words))}
        chosen={actor}
        value={actor?.value ?? null}
        onChange={(actorId) => set({ actorId })}
        clearable
        w={{ base: "100%", xs: 190 }}
      />
      <Select
        aria-label="Kind of event"
        placeholder="All events"
        data={[...actionChoices]}
        value={get("action")}
        onChange={(action) => set({ action })}
        searchable
        clearable
        w={{ base: "100%", xs: 210 }}
      />
      <SearchSelect
        key={`target ${target?.value}`}
        aria-label="About"
        placeholder="About anything"
        load={async (words) => optionsOf(await findAuditObjectsAction(words))}
        chosen={target}
        value={target?.value ?? null}
        onChange={(targetId) => set({ targetId })}
        clearable
        w={{ base: "100%", xs: 190 }}
      />
      <TenantSelect
        key={`tenant ${tenant?.value}`}
        aria-label="Tenant"
        placeholder="All tenants"
        chosen={tenant}
        value={tenant?.value ?? null}
        onChange={(tenantId) => set({ tenantId })}
        clearable
        w={{ base: "100%", xs: 170 }}
      />
      <PeriodFilter />
    </>
  );
}

function optionOf(subject: AuditSubject | null): SearchOption | null {
  return subject && { value: subject.id, label: subject.name };
}
