import { type CardLine, DataRequestError } from "@/components/dashboards/card-data";
import type { DashboardDefinition } from "@/components/dashboards/dashboard-view";
import {
  type ChosenFilters,
  readCardLines,
  requestApi,
  requestDashboardData,
} from "@/components/dashboards/request-data";
import type { TokenKeeper } from "./token-keeper";

/** What the session lets the page know. */
export interface SessionFacts {
  readonly config: {
    readonly theme?: string;
    readonly locale?: string;
    readonly showTitle?: boolean;
    readonly showFilters?: boolean;
  };
  readonly lockedFilters: readonly string[];
}

export interface DashboardSource {
  readonly definition: Promise<DashboardDefinition>;
  readonly session: Promise<SessionFacts>;
  load(signal: AbortSignal, filters: ChosenFilters, onCard: (line: CardLine) => void): Promise<void>;
}

/**
 * Asks for everything at once, the moment there is a token: the definition, what the session allows, and the rows of
 * the first view, which need not wait for the definition.
 */
export function openDashboardSource(dashboardId: string, keeper: TokenKeeper, filters: ChosenFilters): DashboardSource {
  const withToken = async <T>(work: (token: string) => Promise<T>): Promise<T> => {
    const token = keeper.current();
    if (token === null) throw new DataRequestError(401, "unauthenticated", "Access has ended");
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof DataRequestError) || error.status !== 401) throw error;
      return work(await keeper.after(token));
    }
  };
  const read = <T>(path: string): Promise<T> =>
    withToken(async (token) => {
      const headers = { Authorization: `Bearer ${token}` };
      return (await (await requestApi(path, { headers, credentials: "omit" })).json()) as T;
    });
  const request = (signal: AbortSignal, chosen: ChosenFilters) =>
    withToken((token) => requestDashboardData({ dashboardId, filters: chosen, token, signal }));

  const early = new AbortController();
  let first: Promise<Response> | null = request(early.signal, filters);
  // Whoever uses it sees its failure; until then nobody has to.
  first.catch(() => undefined);

  return {
    definition: read(`/api/v1/dashboards/${dashboardId}`),
    session: read("/api/v1/embed-session"),
    async load(signal, chosen, onCard) {
      const begun = first;
      first = null;
      if (begun && chosen === filters) {
        signal.addEventListener("abort", () => early.abort());
        return readCardLines(await begun, signal, onCard);
      }
      early.abort();
      return readCardLines(await request(signal, chosen), signal, onCard);
    },
  };
}
