import type { DashboardDefinition } from "@/components/dashboards/dashboard-view";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import type { DashboardSource, SessionFacts } from "./dashboard-source";
import type { Problem } from "./problem";

/** What is on the screen. */
export interface ViewerState {
  readonly source: DashboardSource | null;
  readonly definition: DashboardDefinition | null;
  readonly session: SessionFacts | null;
  readonly filters: ChosenFilters;
  readonly locale: string;
  readonly problem: Problem | null;
}

export interface ViewerStore {
  get(): ViewerState;
  set(change: Partial<ViewerState>): void;
  subscribe(listener: () => void): () => void;
}

/** The state outside React: messages from the host and timers change it, too. */
export function createViewerStore(initial: ViewerState): ViewerStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
