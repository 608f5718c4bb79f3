import { DataRequestError } from "@/components/dashboards/card-data";
import { requestApi } from "@/components/dashboards/request-data";
import type { TokenKeeper } from "./token-keeper";

/** What the session lets the page know. */
export interface SessionFacts {
  readonly kind: "dashboard" | "project";
  readonly initialDashboardId: string | null;
  readonly config: {
    readonly theme?: string;
    readonly locale?: string;
    readonly showTitle?: boolean;
    readonly showFilters?: boolean;
    readonly showNavigation?: boolean;
    readonly showCardMenu?: boolean;
  };
  readonly lockedFilters: readonly string[];
}

export interface NamedDashboard {
  readonly id: string;
  readonly title: string;
}

export type SessionRequest = (path: string, init: RequestInit) => Promise<Response>;

/**
 * Asks the API in the token's name alone, without any cookie; once more with the next token when this one is refused.
 */
export function sessionRequests(keeper: TokenKeeper): SessionRequest {
  return async (path, init) => {
    const send = (token: string) =>
      requestApi(path, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${token}` },
        credentials: "omit",
      });
    const token = keeper.current();
    if (token === null) throw new DataRequestError(401, "unauthenticated", "Access has ended");
    try {
      return await send(token);
    } catch (error) {
      if (!(error instanceof DataRequestError) || error.status !== 401) throw error;
      return send(await keeper.after(token));
    }
  };
}

export async function readJson<T>(request: SessionRequest, path: string): Promise<T> {
  return (await (await request(path, {})).json()) as T;
}

/** The dashboards that the session opens, the newest change first. */
export async function listSessionDashboards(request: SessionRequest): Promise<readonly NamedDashboard[]> {
  const { data } = await readJson<{ data: readonly NamedDashboard[] }>(request, "/api/v1/dashboards?limit=100");
  return data.map(({ id, title }) => ({ id, title }));
}
