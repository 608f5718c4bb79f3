"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { createApiDoor } from "@/components/dashboards/api-door";
import { DashboardView } from "@/components/dashboards/dashboard-view";
import { type ChosenFilters, requestApi } from "@/components/dashboards/request-data";
import type { SearchOption } from "@/components/ui/search-select";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { DashboardView as DashboardDefinitionView } from "@/lib/dashboards/dashboard-schema";
import { useLanguage } from "../../../../_labels/use-language";
import { CardExplanationDialog } from "./card-explanation-dialog";
import { chosenFilters, withFilters, writeFilters, writeTab } from "./filters-in-address";
import { ViewAsStrip } from "./view-as-strip";

export interface LiveDashboardProps {
  readonly dashboard: DashboardDefinitionView;
  /** The tenant whose data is shown instead of one's own. */
  readonly tenant: SearchOption | null;
  /** The dashboards that a click can lead this person to. */
  readonly targets: readonly { readonly id: string; readonly title: string }[];
  /** Whether this person may know how a card's rows are come by. */
  readonly mayExplain: boolean;
}

/** A dashboard with its data. Filters, the tab and the tenant looked through are part of the address. */
export function LiveDashboard({ dashboard, tenant, targets, mayExplain }: LiveDashboardProps) {
  const { id: dashboardId, projectId, filters: declared } = dashboard;
  const router = useRouter();
  const language = useLanguage();
  const params = useSearchParams();
  const [explained, setExplained] = useState<{ card: CardView; filters: ChosenFilters } | null>(null);
  const asTenantId = tenant?.value;
  // Both stay the same object until they mean something else: the view loads anew whenever they change.
  const filters = useMemo(() => chosenFilters(params, declared), [params, declared]);
  const door = useMemo(
    () => createApiDoor({ dashboardId, asTenantId, request: requestApi }),
    [dashboardId, asTenantId],
  );
  const openDashboard = (id: string, carried: ChosenFilters) => {
    const query = withFilters(new URLSearchParams(asTenantId ? { as: asTenantId } : {}), carried);
    router.push(`/projects/${projectId}/dashboards/${id}?${query}`);
  };
  return (
    <>
      {tenant ? <ViewAsStrip tenantName={tenant.label} /> : null}
      <DashboardView
        key={asTenantId ?? "own"}
        definition={dashboard}
        load={door.load}
        door={door}
        {...language}
        showTitle={false}
        filters={filters}
        onFiltersChange={writeFilters}
        tab={params.get("tab")}
        onTabChange={writeTab}
        dashboards={targets}
        onOpenDashboard={openDashboard}
        onExplain={mayExplain ? (card, chosen) => setExplained({ card, filters: chosen }) : undefined}
      />
      {explained ? (
        <CardExplanationDialog
          dashboardId={dashboardId}
          asTenantId={asTenantId}
          {...explained}
          onClose={() => setExplained(null)}
        />
      ) : null}
    </>
  );
}
