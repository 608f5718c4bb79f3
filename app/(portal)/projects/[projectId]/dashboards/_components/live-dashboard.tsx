"use client";
import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type DashboardDefinition, DashboardView } from "@/components/dashboards/dashboard-view";
import { loadDashboardData } from "@/components/dashboards/request-data";
import type { LoadCards } from "@/components/dashboards/use-dashboard-data";
import { useUrlState } from "@/components/data-table/use-url-state";
import type { SearchOption } from "@/components/ui/search-select";
import { chosenFilters, writeFilters } from "./filters-in-address";
import classes from "./live-dashboard.module.css";

export interface LiveDashboardProps {
  readonly dashboardId: string;
  readonly definition: DashboardDefinition;
  /** The tenant whose data is shown instead of one's own. */
  readonly tenant: SearchOption | null;
}

/** A dashboard with its data. Filters and the tenant looked through are part of the address. */
export function LiveDashboard({ dashboardId, definition, tenant }: LiveDashboardProps) {
  const { set } = useUrlState();
  const params = useSearchParams();
  const asTenantId = tenant?.value;
  // Both stay the same object until they mean something else: the view loads anew whenever they change.
  const filters = useMemo(() => chosenFilters(params, definition.filters), [params, definition.filters]);
  const load = useCallback<LoadCards>(
    (signal, filters, onCard) => loadDashboardData({ dashboardId, filters, asTenantId, signal }, onCard),
    [dashboardId, asTenantId],
  );
  return (
    <>
      {tenant ? (
        <div className={classes.strip} role="status">
          <IconEye size={16} aria-hidden />
          <span>
            You see what the people of <b>{tenant.label}</b> see.
          </span>
          <Button size="compact-xs" variant="white" onClick={() => set({ as: null })}>
            Stop
          </Button>
        </div>
      ) : null}
      <DashboardView
        key={asTenantId ?? "own"}
        definition={definition}
        load={load}
        locale="en-US"
        showTitle={false}
        filters={filters}
        onFiltersChange={writeFilters}
      />
    </>
  );
}
