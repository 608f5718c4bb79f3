"use client";
import { wayWords } from "../../../_labels/words";
import { findTenantsAction, findUsersAction } from "../../../_pickers/actions";
import { ChosenFilter, SearchedFilter } from "../../../_pickers/address-filters";
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

const wayChoices = Object.entries(wayWords).map(([value, label]) => ({ value, label }));

/** Six in a row where there is room, two on a phone. */
const size = { style: { flex: "1 1 9rem", maxWidth: "16rem" } } as const;

/** Whose access, to what, through what; unused and ending. All of it in the address. */
export function ReviewFilters({ tenant, user, dashboard }: ReviewChoices) {
  return (
    <>
      <SearchedFilter
        name="userId"
        label="Person"
        placeholder="Everybody"
        chosen={user}
        find={(words) => findUsersAction(words)}
        {...size}
      />
      <SearchedFilter
        name="dashboardId"
        label="Dashboard"
        placeholder="All dashboards"
        chosen={dashboard}
        find={findDashboardsAction}
        {...size}
      />
      <SearchedFilter
        name="tenantId"
        label="Tenant"
        placeholder="All tenants"
        chosen={tenant}
        find={findTenantsAction}
        {...size}
      />
      <ChosenFilter name="through" label="Through" placeholder="Any way" data={wayChoices} {...size} />
      <ChosenFilter name="unused" label="Unused" placeholder="Used or not" data={unusedChoices} {...size} />
      <ChosenFilter name="expiring" label="Ends" placeholder="Any end" data={expiringChoices} {...size} />
    </>
  );
}
