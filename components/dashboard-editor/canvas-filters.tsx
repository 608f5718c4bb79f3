"use client";
import { useMemo, useRef } from "react";
import surface from "@/components/dashboards/dashboard-view.module.css";
import { FilterBar } from "@/components/dashboards/filter-bar";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { useIsNarrow } from "@/components/dashboards/use-is-narrow";
import { dashboardSettingsSchema } from "@/lib/dashboards/dashboard-settings-schema";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import type { DashboardFilter } from "@/lib/dashboards/filter-schema";
import { todayIn } from "@/lib/dashboards/relative-dates";

export interface CanvasFiltersProps {
  readonly declared: readonly DashboardFilter[];
  readonly settings: DraftContent["settings"];
  readonly chosen: ChosenFilters;
  readonly onChange: (chosen: ChosenFilters) => void;
}

/**
 * The filter bar as viewers get it, for looking at cards with other values; what is set here is no part of the draft. A
 * column's values are offered once the filter is published: until then its value is typed.
 */
export function CanvasFilters({ declared, settings, chosen, onChange }: CanvasFiltersProps) {
  const root = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(root);
  const filters = useMemo(
    () =>
      declared.filter(({ hidden }) => !hidden).map(({ source: _, ...filter }) => ({ ...filter, offersValues: false })),
    [declared],
  );
  const { timeZone = "UTC", weekStart = "monday" } = dashboardSettingsSchema.safeParse(settings).data ?? {};
  return (
    <div className={surface.dashboard} ref={root}>
      {filters.length > 0 ? (
        <div className={surface.top}>
          <FilterBar
            filters={filters}
            values={chosen}
            onChange={onChange}
            calendar={{ today: todayIn(timeZone, new Date()), weekStart }}
            isNarrow={isNarrow}
          />
        </div>
      ) : null}
    </div>
  );
}
