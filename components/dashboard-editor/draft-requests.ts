import { type CardLine, DataRequestError } from "@/components/dashboards/card-data";
import { readCardLines, requestApi } from "@/components/dashboards/request-data";
import type { DashboardView, UpdateDashboardInput } from "@/lib/dashboards/dashboard-schema";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type {
  DashboardVersionDetail,
  DraftDataInput,
  DraftFilterValuesInput,
  DraftView,
  EditingView,
  PublishedDraft,
  SaveDraftInput,
  SavedDraft,
} from "@/lib/dashboards/draft-schema";
import type { FilterValuesView } from "@/lib/dashboards/filter-schema";
import type { DomainView } from "@/lib/domains/domain-schema";
import type { QueryCatalog } from "@/lib/queries/query-sources-schema";

/** Asks our API in somebody's name: with the portal's cookie, or with an embed's token. */
export type SendRequest = (path: string, init: RequestInit) => Promise<Response>;

/** The API of one dashboard's editor. Each rejects with a DataRequestError that says what was refused and where. */
export function draftRequests(dashboardId: string, request: SendRequest = requestApi) {
  const one = `/api/v1/dashboards/${dashboardId}`;
  const read = async <T>(path: string, signal?: AbortSignal) =>
    (await (await request(one + path, { signal })).json()) as T;
  const send = (method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, more: RequestInit = {}) =>
    request(one + path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      ...more,
    });
  return {
    dashboard: () => read<DashboardView>(""),
    version: (number: number) => read<DashboardVersionDetail>(`/versions/${number}`),
    editing: (signal?: AbortSignal) => read<EditingView>("/editing", signal),
    sources: () => read<DashboardSources>("/sources"),
    catalog: (connectionId: string) => read<QueryCatalog>(`/sources/${connectionId}`),
    domainFields: async (domainId: string) =>
      (await (await request(`/api/v1/domains/${domainId}`, {})).json()) as DomainView,
    draft: () =>
      read<DraftView>("/draft").catch((error: unknown) => {
        if (error instanceof DataRequestError && error.status === 404) return null;
        throw error;
      }),
    save: async (input: SaveDraftInput, keepalive = false) =>
      (await (await send("PUT", "/draft", input, { keepalive })).json()) as SavedDraft,
    discard: async () => void (await send("DELETE", "/draft")),
    /** Without a draft: where there is no person to keep one for. */
    update: async (input: UpdateDashboardInput) => (await (await send("PATCH", "", input)).json()) as DashboardView,
    publish: async (revision: number, note: string) =>
      (await (await send("POST", "/draft/publish", { revision, note })).json()) as PublishedDraft,
    copy: async (revision: number) => (await (await send("POST", "/draft/copy", { revision })).json()) as DashboardView,
    /** What a filter of the draft offers to whoever edits. */
    filterValues: async (input: DraftFilterValuesInput, signal: AbortSignal) =>
      (await (await send("POST", "/draft/filter-values", input, { signal })).json()) as FilterValuesView,
    data: async (input: DraftDataInput, signal: AbortSignal, onCard: (line: CardLine) => void) =>
      readCardLines(await send("POST", "/draft/data", input, { signal }), signal, onCard),
  };
}

export type DraftRequests = ReturnType<typeof draftRequests>;

/** Why a request failed, in words. */
export function reasonOf(error: unknown): string {
  return error instanceof DataRequestError ? error.message : "Something went wrong";
}
