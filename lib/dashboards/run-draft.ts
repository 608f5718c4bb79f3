import type { z } from "zod";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { bindFilters } from "./bind-filters";
import { calendarOf } from "./calendar-of";
import { requireDashboardAction } from "./dashboard-access";
import type { CardRow } from "./dashboard-view";
import { type DraftDataInput, draftDataSchema } from "./draft-schema";
import { loadDashboardForViewing } from "./load-dashboard-for-viewing";
import { requireQueryWriting } from "./query-writing";
import { type CardOutcome, runCards } from "./run-dashboard";
import { requireSources } from "./save-cards";

/**
 * Runs cards of a dashboard that are not saved yet, under the filters that the same draft declares: as the caller and
 * the dashboard's home tenant, like the saved ones (R20). Nothing of what comes back is kept (R21).
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `unauthenticated`
 */
export async function openDraftRun(
  actor: Actor,
  dashboardId: string,
  input: DraftDataInput,
  signal?: AbortSignal,
): Promise<AsyncGenerator<CardOutcome, void, undefined>> {
  const { cards, declaredFilters, settings, filters = {}, ...options } = parseInput(draftDataSchema, input);
  const { projectId } = await requireDashboardAction(actor, dashboardId, "edit");
  await requireQueryWriting(actor);
  const dashboard = await loadDashboardForViewing(actor, dashboardId, options);
  await requireSources(database, actor, projectId, cards);
  const values = bindFilters(declaredFilters, filters, {}, calendarOf(settings));
  const rows = cards.map(toRow);
  return runCards(actor, { ...dashboard, filters: declaredFilters, settings, cards: rows }, rows, {
    ...options,
    values,
    locked: {},
    purpose: "preview",
    signal,
  });
}

/** Drawing is the browser's affair: asking for rows needs none of it. */
function toRow(card: z.output<typeof draftDataSchema>["cards"][number]): CardRow {
  const undrawn = { kind: "TABLE", description: "", options: {}, layout: {}, mobileLayout: null, tabId: null } as const;
  return { ...undrawn, interactions: [], ...card };
}
