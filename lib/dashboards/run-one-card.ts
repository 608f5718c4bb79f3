import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { log } from "@/lib/log";
import type { QueryAnswer } from "@/lib/queries/query-answer";
import { answerQuery } from "@/lib/queries/run-query";
import type { SecurityTrace } from "@/lib/sql/security-context";
import type { BoundFilters } from "./bind-filters";
import { cardQuery, NotBound } from "./card-query";
import { mayOnDashboard } from "./dashboard-access";
import type { CardRow } from "./dashboard-view";
import { errorForViewer } from "./error-for-viewer";
import type { FilterValues } from "./filter-schema";
import type { RunnableDashboard } from "./load-dashboard-for-viewing";

/** Rows of a card. How they were secured is for those who may edit, since it names tables and rules (R19). */
export interface CardResult {
  readonly answer: QueryAnswer;
  /** Until when an equal question would get the same, in milliseconds since 1970; null when this one was read for it. */
  readonly keptUntil: number | null;
  readonly trace?: SecurityTrace;
}

export type CardOutcome =
  | { readonly cardId: string; readonly result: CardResult }
  | { readonly cardId: string; readonly error: DomainError };

/** What a run was bound to before any card began. */
export interface CardBinding {
  /** Values of the declared filters, with the days that relative dates mean in this run. */
  readonly values: BoundFilters;
  /** Those among them that nobody may change. */
  readonly locked: FilterValues;
  readonly asTenantId?: string;
  readonly signal?: AbortSignal;
  /** Ask the sources, whatever answers are kept. */
  readonly fresh?: boolean;
  /** `preview` runs a query that is no card yet. */
  readonly purpose?: "card" | "export" | "preview";
}

/**
 * Runs one card through the gate to data. Never rejects: what went wrong is an outcome, in words that tell no more
 * than this actor may know.
 */
export async function runOneCard(
  actor: Actor,
  dashboard: RunnableDashboard,
  card: CardRow,
  { values, locked, asTenantId, signal, fresh, purpose = "card" }: CardBinding,
): Promise<CardOutcome> {
  const { access } = dashboard;
  const mayEdit = mayOnDashboard(actor, access.level, "edit");
  try {
    const query = await cardQuery(actor, dashboard, card, { values, locked });
    const { answer, trace, cached, ...kept } = await answerQuery(actor, {
      ...query,
      purpose,
      dashboardId: access.id,
      cardId: card.id,
      cardTitle: card.title,
      homeTenantId: access.tenantId ?? undefined,
      asTenantId,
      signal,
      fresh,
    });
    const keptUntil = cached ? kept.keptUntil : null;
    return { cardId: card.id, result: { answer, keptUntil, ...(mayEdit ? { trace } : {}) } };
  } catch (error) {
    if (error instanceof NotBound) return { cardId: card.id, error };
    if (!signal?.aborted && !(error instanceof DomainError)) {
      log.error({ err: error, dashboardId: access.id, cardId: card.id }, "card failed");
    }
    return { cardId: card.id, error: errorForViewer(error, mayEdit) };
  }
}
