"use client";
import type { SearchOption } from "@/components/ui/search-select";
import type { AuditSubject } from "@/lib/audit/find-audit-subject";
import { findTenantsAction } from "../../../_pickers/actions";
import { ChosenFilter, SearchedFilter } from "../../../_pickers/address-filters";
import { actionChoices } from "../action-words";
import { findAuditActorsAction, findAuditObjectsAction } from "../actions";
import type { AuditSubjects } from "../audit-subjects";
import { PeriodFilter } from "./period-filter";

const wide = (xs: number) => ({ base: "100%", xs });

/** Who, what, to what, whose, and when; all of it in the address. */
export function AuditFilters({ subjects }: { subjects: AuditSubjects }) {
  return (
    <>
      <SearchedFilter
        name="actorId"
        label="Who"
        placeholder="Anybody"
        chosen={optionOf(subjects.actor)}
        find={findAuditActorsAction}
        w={wide(190)}
      />
      <ChosenFilter
        name="action"
        label="Kind of event"
        placeholder="All events"
        data={[...actionChoices]}
        searchable
        w={wide(210)}
      />
      <SearchedFilter
        name="targetId"
        label="About"
        placeholder="About anything"
        chosen={optionOf(subjects.target)}
        find={findAuditObjectsAction}
        w={wide(190)}
      />
      <SearchedFilter
        name="tenantId"
        label="Tenant"
        placeholder="All tenants"
        chosen={optionOf(subjects.tenant)}
        find={findTenantsAction}
        w={wide(170)}
      />
      <PeriodFilter />
    </>
  );
}

function optionOf(subject: AuditSubject | null): SearchOption | null {
  return subject && { value: subject.id, label: subject.name };
}
