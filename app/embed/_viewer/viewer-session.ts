import type { ChosenFilters } from "@/components/dashboards/request-data";
import { openDashboardSource } from "./dashboard-source";
import { type Problem, problemOf } from "./problem";
import {
  listSessionDashboards,
  readJson,
  type SessionFacts,
  type SessionRequest,
  sessionRequests,
} from "./session-requests";
import type { TokenKeeper } from "./token-keeper";
import type { ViewerStore } from "./viewer-store";

interface ViewerSessionOptions {
  readonly store: ViewerStore;
  readonly keeper: TokenKeeper;
  /** The dashboard that the address names; null when it names a project, and the token says which. */
  readonly dashboardId: string | null;
  /** Tells the host. */
  readonly tell: (event: { readonly name: string; readonly dashboardId?: string }) => void;
  /** Filters have changed by going from one dashboard to another. */
  readonly onFilters: (filters: ChosenFilters) => void;
  readonly onSession: (session: SessionFacts) => void;
  readonly onProblem: (problem: Problem) => void;
}

export interface ViewerSession {
  /** Asks in the token's name. */
  readonly request: SessionRequest;
  /** Opens what the token is for. */
  readonly open: () => Promise<void>;
  /** Goes to another dashboard of the session; `back` says whether there is a way to return. */
  readonly goTo: (dashboardId: string, filters?: ChosenFilters, way?: { readonly back?: boolean }) => Promise<void>;
  readonly goBack: () => Promise<void>;
}

const noFilters: ChosenFilters = {};

/** Goes from dashboard to dashboard within what the token opens: the server has the last word on each. */
export function createViewerSession(options: ViewerSessionOptions): ViewerSession {
  const { store, keeper, tell } = options;
  const request = sessionRequests(keeper);

  async function show(dashboardId: string, filters: ChosenFilters, tab: string | null, anyFilters: boolean) {
    // Values for filters that this dashboard may not have are sent once it is known which it has.
    const given = anyFilters ? noFilters : filters;
    const source = openDashboardSource(dashboardId, request, given, tab);
    store.set({ source, definition: null, filters: given, tab, problem: null });
    tell({ name: "loading" });
    try {
      const definition = await source.definition;
      if (store.get().source !== source) return;
      const declared = new Set(definition.filters.map(({ name }) => name));
      const fitting = Object.entries(filters).filter(([name]) => declared.has(name) && !isLocked(name));
      store.set({ definition, ...(anyFilters && fitting.length > 0 ? { filters: Object.fromEntries(fitting) } : {}) });
      options.onFilters(store.get().filters);
      tell({ name: "dashboard", dashboardId });
      if (definition.cards.length === 0) tell({ name: "empty" });
    } catch (error) {
      if (store.get().source === source) options.onProblem(problemOf(error));
    }
  }

  const isLocked = (name: string) => store.get().session?.lockedFilters.includes(name) ?? false;

  async function learnSession(): Promise<SessionFacts> {
    const session = await readJson<SessionFacts>(request, "/api/v1/embed-session");
    options.onSession(session);
    store.set({ session });
    return session;
  }

  /** Of a project's token only; what one dashboard's token opens is on the screen already. */
  async function learnDashboards({ kind }: SessionFacts): Promise<void> {
    store.set({ dashboards: kind === "project" ? await listSessionDashboards(request) : [] });
  }

  return {
    request,
    async open() {
      const { filters, tab } = store.get();
      store.set({ session: null, problem: null, trail: [] });
      const session = learnSession();
      try {
        if (options.dashboardId !== null) {
          const shown = show(options.dashboardId, filters, tab, false);
          await learnDashboards(await session);
          return await shown;
        }
        const { initialDashboardId } = await session;
        await learnDashboards(await session);
        const first = initialDashboardId ?? store.get().dashboards[0]?.id;
        if (first) await show(first, filters, tab, true);
        else tell({ name: "empty" });
      } catch (error) {
        options.onProblem(problemOf(error));
      }
    },
    async goTo(dashboardId, filters = noFilters, { back = false } = {}) {
      const { source, filters: left, tab, trail } = store.get();
      const place = source && { dashboardId: source.dashboardId, filters: left, tab };
      store.set({ trail: back && place ? [...trail, place] : [] });
      await show(dashboardId, filters, null, true);
    },
    async goBack() {
      const { trail } = store.get();
      const place = trail.at(-1);
      if (!place) return;
      store.set({ trail: trail.slice(0, -1) });
      await show(place.dashboardId, place.filters, place.tab, false);
    },
  };
}
