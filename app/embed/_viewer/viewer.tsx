import { useSyncExternalStore } from "react";
import { DashboardView } from "@/components/dashboards/dashboard-view";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { LoadingDashboard } from "./loading-dashboard";
import styles from "./viewer.module.css";
import type { ViewerStore } from "./viewer-store";

interface ViewerProps {
  readonly store: ViewerStore;
  readonly onFiltersChange: (filters: ChosenFilters) => void;
  readonly onSettled: () => void;
}

/** The dashboard, its shape while it comes, or one quiet sentence. */
export function Viewer({ store, onFiltersChange, onSettled }: ViewerProps) {
  const { source, definition, session, filters, locale, problem } = useSyncExternalStore(store.subscribe, store.get);
  if (problem) {
    return (
      <p className={styles.sentence} role="status" data-problem={problem.name}>
        {problem.sentence}
      </p>
    );
  }
  if (!source || !definition || !session) return <LoadingDashboard />;
  return (
    <DashboardView
      definition={definition}
      load={source.load}
      locale={locale}
      showTitle={session.config.showTitle ?? true}
      showFilters={session.config.showFilters ?? true}
      lockedFilters={session.lockedFilters}
      filters={filters}
      onFiltersChange={onFiltersChange}
      onSettled={onSettled}
    />
  );
}
