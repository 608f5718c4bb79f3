"use client";
import { useMemo, useRef } from "react";
import type { DashboardDoor } from "@/components/dashboards/dashboard-door";
import surface from "@/components/dashboards/dashboard-view.module.css";
import { FilterBar } from "@/components/dashboards/filter-bar";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { useIsNarrow } from "@/components/dashboards/use-is-narrow";
import { dashboardSettingsSchema } from "@/lib/dashboards/dashboard-settings-schema";
import type { DraftContent, DraftFilterValuesInput } from "@/lib/dashboards/draft-schema";
import type { DashboardFilter } from "@/lib/dashboards/filter-schema";
import { todayIn } from "@/lib/dashboards/relative-dates";
import type { DraftRequests } from "./draft-requests";

export interface CanvasFiltersProps {
  readonly requests: DraftRequests;
  readonly declared: readonly DashboardFilter[];
  readonly settings: DraftContent["settings"];
  readonly chosen: ChosenFilters;
  readonly onChange: (chosen: ChosenFilters) => void;
}

const valuesAtOnce = 100;

/**
 * The filter bar as viewers get it, for looking at cards with other values; what is set here is no part of the draft. The
 * lists are of what the author may read, for filters that are not published too.
 */
export function CanvasFilters({ requests, declared, settings, chosen, onChange }: CanvasFiltersProps) {
  const root = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(root);
  const filters = useMemo(
    () =>
      declared
        .filter(({ hidden }) => !hidden)
        .map(({ source, domainSource, ...filter }) => ({
          ...filter,
          offersValues: source !== undefined || domainSource !== undefined || filter.options !== undefined,
        })),
    [declared],
  );
  const usable = useMemo(() => dashboardSettingsSchema.safeParse(settings).data ?? {}, [settings]);
  const loadValues = useMemo<DashboardDoor["filterValues"]>(
    () =>
      ({ filter, search, filters: narrowing, signal }) => {
        const asked = { filter, limit: valuesAtOnce, filters: narrowing, ...(search === "" ? {} : { search }) };
        const input = { ...asked, declaredFilters: declared, settings: usable };
        return requests.filterValues(input as DraftFilterValuesInput, signal);
      },
    [requests, declared, usable],
  );
  const { timeZone = "UTC", weekStart = "monday" } = usable;
  return (
    <div className={surface.dashboard} ref={root}>
      {filters.length > 0 ? (
        <div className={surface.top}>
          <FilterBar
            filters={filters}
            values={chosen}
            onChange={onChange}
            calendar={{ today: todayIn(timeZone, new Date()), weekStart }}
            loadValues={loadValues}
            isNarrow={isNarrow}
          />
        </div>
      ) : null}
    </div>
  );
}
