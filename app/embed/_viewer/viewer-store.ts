import type { DashboardDefinition } from "@/components/dashboards/dashboard-view";
import type { OwnMessages } from "@/components/dashboards/messages/messages-for";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import type { DashboardSource } from "./dashboard-source";
import type { Problem } from "./problem";
import type { NamedDashboard, SessionFacts } from "./session-requests";

/** A dashboard as it was left, to come back to. */
export interface Place {
  readonly dashboardId: string;
  readonly filters: ChosenFilters;
  readonly tab: string | null;
}

/** What is on the screen. */
export interface ViewerState {
  readonly source: DashboardSource | null;
  readonly definition: DashboardDefinition | null;
  readonly session: SessionFacts | null;
  /** What the session opens, once that is known; empty for a token of one dashboard. */
  readonly dashboards: readonly NamedDashboard[];
  readonly filters: ChosenFilters;
  readonly tab: string | null;
  /** Where drilling came from, the latest last. */
  readonly trail: readonly Place[];
  readonly locale: string;
  /** The host's own sentences. */
  readonly messages: OwnMessages;
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
