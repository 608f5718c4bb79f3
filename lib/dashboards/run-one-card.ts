import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { log } from "@/lib/log";
import type { QueryAnswer } from "@/lib/queries/query-answer";
import { answerQuery } from "@/lib/queries/run-query";
import type { SecurityTrace } from "@/lib/sql/security-context";
import { whyNotBound } from "./bind-filters";
import { cardQuery } from "./card-query";
import { mayOnDashboard } from "./dashboard-access";
import type { CardRow } from "./dashboard-view";
import { errorForViewer } from "./error-for-viewer";
import type { FilterValues } from "./filter-schema";
import type { RunnableDashboard } from "./load-dashboard-for-viewing";

/** Rows of a card. How they were secured is for those who may edit, since it names tables and rules (R19). */
export interface CardResult {
  readonly answer: QueryAnswer;
  readonly trace?: SecurityTrace;
}

export type CardOutcome =
  | { readonly cardId: string; readonly result: CardResult }
  | { readonly cardId: string; readonly error: DomainError };

/** What a run was bound to before any card began. */
export interface CardBinding {
  /** Values of the declared filters. */
  readonly values: FilterValues;
  /** Those among them that nobody may change. */
  readonly locked: FilterValues;
  readonly asTenantId?: string;
  readonly signal?: AbortSignal;
  /** Ask the sources, whatever answers are kept. */
  readonly fresh?: boolean;
  readonly purpose?: "card" | "export";
}

/**
 * Runs one card through the gate to data. Never rejects: what went wrong is an outcome, in words that tell no more
 * than this actor may know.
 */
export async function runOneCard(
  actor: Actor,
  { access, filters }: RunnableDashboard,
  card: CardRow,
  { values, locked, asTenantId, signal, fresh, purpose = "card" }: CardBinding,
): Promise<CardOutcome> {
  const mayEdit = mayOnDashboard(actor, access.level, "edit");
  try {
    const { connectionId, sql } = cardQuery(card);
    const reason = whyNotBound(sql, filters, values, locked);
    if (reason) return { cardId: card.id, error: new DomainError("query_refused", reason) };
    const { answer, trace } = await answerQuery(actor, {
      connectionId,
      sql,
      purpose,
      dashboardId: access.id,
      cardId: card.id,
      cardTitle: card.title,
      homeTenantId: access.tenantId ?? undefined,
      filters: values,
      asTenantId,
      signal,
      fresh,
    });
    return { cardId: card.id, result: mayEdit ? { answer, trace } : { answer } };
  } catch (error) {
    if (!signal?.aborted && !(error instanceof DomainError)) {
      log.error({ err: error, dashboardId: access.id, cardId: card.id }, "card failed");
    }
    return { cardId: card.id, error: errorForViewer(error, mayEdit) };
  }
}
