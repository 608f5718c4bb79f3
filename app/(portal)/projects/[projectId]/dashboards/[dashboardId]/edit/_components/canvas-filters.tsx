"use client";
import surface from "@/components/dashboards/dashboard-view.module.css";
import { FilterBar } from "@/components/dashboards/filter-bar";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import type { DashboardFilter } from "@/lib/dashboards/filter-schema";

export interface CanvasFiltersProps {
  readonly declared: readonly DashboardFilter[];
  readonly chosen: ChosenFilters;
  readonly onChange: (chosen: ChosenFilters) => void;
}

/** The filter bar as viewers get it, for looking at cards with other values; what is set here is no part of the draft. */
export function CanvasFilters({ declared, chosen, onChange }: CanvasFiltersProps) {
  if (declared.length === 0) return null;
  return (
    <div className={surface.dashboard}>
      <div className={surface.top}>
        <FilterBar filters={declared} values={chosen} onChange={onChange} />
      </div>
    </div>
  );
}
