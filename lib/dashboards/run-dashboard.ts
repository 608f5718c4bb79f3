import { queueAuditEvent } from "@/lib/audit/audit-queue";
import { notFound } from "@/lib/errors";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { asCompleted } from "./as-completed";
import { bindFilters } from "./bind-filters";
import { calendarOf } from "./calendar-of";
import { overrideDetails } from "./dashboard-access";
import type { CardRow } from "./dashboard-view";
import type { FilterValues } from "./filter-schema";
import { loadDashboardForViewing, type RunnableDashboard } from "./load-dashboard-for-viewing";
import { lockedFilters } from "./locked-filters";
import { noteUse } from "./note-use";
import { type CardBinding, type CardOutcome, runOneCard } from "./run-one-card";
import { isOnTab, shownTab } from "./tab-cards";

export type { CardOutcome, CardResult } from "./run-one-card";

export interface RunDashboardInput {
  /** What the viewer chose, by filter name. */
  readonly filters?: FilterValues;
  /** More values that nobody may change, beside those of the embed session, which always hold. */
  readonly lockedFilters?: FilterValues;
  /** For authors, admins and API keys: look at the data as this tenant. */
  readonly asTenantId?: string;
  /** Only these cards; all of them without it. */
  readonly cardIds?: readonly string[];
  /** Only the cards of this tab; of the first where there is none of that id. */
  readonly tab?: string;
  /** Ask the sources, whatever answers are kept. */
  readonly fresh?: boolean;
  /** An export may hold more rows than a card draws. */
  readonly purpose?: "card" | "export";
  readonly signal?: AbortSignal;
}

/** Queries of one dashboard that run at once: enough to hide latency, few enough to leave others their turn. */
const concurrentCards = 4;

/**
 * Runs the cards of a dashboard and yields each outcome as soon as it is there. One access check covers them all and
 * happens on the first `next()`; a card that fails does not keep the others from coming.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `unauthenticated`
 */
export async function* runDashboard(
  actor: Actor,
  dashboardId: string,
  input: RunDashboardInput = {},
): AsyncGenerator<CardOutcome, void, undefined> {
  yield* await openDashboardRun(actor, dashboardId, input);
}

/**
 * Does everything that can refuse a run as a whole, records the view, and hands back the outcomes to come: a caller
 * that answers over HTTP still has its status line to choose. Leaving the iteration early cancels what runs.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `unauthenticated`
 */
export async function openDashboardRun(
  actor: Actor,
  dashboardId: string,
  input: RunDashboardInput = {},
): Promise<AsyncGenerator<CardOutcome, void, undefined>> {
  const [dashboard, locked] = await Promise.all([
    loadDashboardForViewing(actor, dashboardId, input),
    lockedFilters(actor, input.lockedFilters),
  ]);
  const cards = chooseCards(dashboard, input);
  const values = bindFilters(dashboard.filters, input.filters ?? {}, locked, calendarOf(dashboard.settings));
  recordView(actor, dashboard, cards, input);
  return runCards(actor, dashboard, cards, { ...input, values, locked });
}

/** The outcomes of these cards as each is there; leaving the iteration early cancels what runs. */
export async function* runCards(
  actor: Actor,
  dashboard: RunnableDashboard,
  cards: readonly CardRow[],
  input: CardBinding,
): AsyncGenerator<CardOutcome, void, undefined> {
  const left = new AbortController();
  const signal = input.signal ? AbortSignal.any([input.signal, left.signal]) : left.signal;
  const tasks = cards.map((card) => () => runOneCard(actor, dashboard, card, { ...input, signal }));
  try {
    for await (const outcome of asCompleted(tasks, concurrentCards)) {
      if (signal.aborted) return;
      yield outcome;
    }
  } finally {
    left.abort();
  }
}

function chooseCards({ cards, tabs }: RunnableDashboard, { cardIds, tab }: RunDashboardInput): readonly CardRow[] {
  const onTab = tab === undefined ? cards : cards.filter((card) => isOnTab(card, tabs, shownTab(tabs, tab)));
  // Text has no rows to ask for.
  const drawn = onTab.filter(({ kind }) => kind !== "TEXT");
  if (!cardIds) return drawn;
  const chosen = drawn.filter(({ id }) => cardIds.includes(id));
  if (chosen.length !== new Set(cardIds).size) throw notFound("Card");
  return chosen;
}

function recordView(
  actor: Actor,
  { access }: RunnableDashboard,
  cards: readonly CardRow[],
  { purpose, asTenantId }: RunDashboardInput,
): void {
  noteUse(actor, access.id);
  queueAuditEvent(actor, {
    action: purpose === "export" ? "card.exported" : "dashboard.viewed",
    tenantId: access.tenantId ?? asTenantId ?? tenantOf(actor),
    projectId: access.projectId,
    targetId: access.id,
    targetName: access.title,
    details: {
      ...(purpose === "export" ? { card: cards[0]?.title ?? "" } : { cards: cards.length }),
      ...overrideDetails(access),
    },
  });
}
