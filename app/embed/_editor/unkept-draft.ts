import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import { DataRequestError } from "@/components/dashboards/card-data";
import type { DashboardView, UpdateDashboardInput } from "@/lib/dashboards/dashboard-schema";
import { draftContentOf, finishedCards } from "@/lib/dashboards/draft-content";
import type { DraftContent, SaveDraftInput } from "@/lib/dashboards/draft-schema";

/**
 * The same requests for a token that is nobody's by name: there is no person to keep a draft for, so the draft lives in
 * this page until it is published as one edit. What it knows of published versions is what it has seen of them.
 */
export function unkeptDraft(requests: DraftRequests, view: DashboardView): DraftRequests {
  const seen = new Map<number, DashboardView>();
  let kept: SaveDraftInput | null = null;
  const note = (published: DashboardView) => {
    seen.set(published.version ?? 1, published);
    return published;
  };
  note(view);
  return {
    ...requests,
    dashboard: async () => note(await requests.dashboard()),
    draft: async () => null,
    editing: () => Promise.reject(new DataRequestError(403, "forbidden", "Drafts belong to people")),
    save: async (input) => {
      kept = input;
      return { baseVersion: input.baseVersion, revision: input.revision + 1, updatedAt: new Date().toISOString() };
    },
    discard: async () => {
      kept = null;
    },
    version: async (number) => {
      const known = seen.get(number);
      if (!known) return requests.version(number);
      return { content: draftContentOf(known) } as Awaited<ReturnType<DraftRequests["version"]>>;
    },
    publish: async () => {
      if (!kept) throw new DataRequestError(409, "conflict", "There is nothing to publish");
      const { baseVersion, content } = kept;
      const known = new Set(seen.get(baseVersion)?.cards.map(({ id }) => id));
      const dashboard = await requests.update({ ...finished(content, known), version: baseVersion }).catch(asOutdated);
      kept = null;
      return { dashboard: note(dashboard), cardIds: {} };
    },
  };
}

/** What is sent: cards that the dashboard has not yet get their ids from the server. */
function finished(content: DraftContent, known: ReadonlySet<string>): UpdateDashboardInput {
  const cards = finishedCards(content).map(({ id, ...card }) => (known.has(id as string) ? { ...card, id } : card));
  // Whether all of it is finished is the server's to say, at its place.
  return { ...content, cards } as unknown as UpdateDashboardInput;
}

/** An edit on an older version, told as publishing a draft tells it. */
function asOutdated(error: unknown): never {
  if (error instanceof DataRequestError && error.code === "conflict") {
    throw new DataRequestError(error.status, error.code, error.message, { ...error.fields, version: "newer" });
  }
  throw error;
}
