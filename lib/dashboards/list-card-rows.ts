import { type AnswerField, answerFields } from "@/lib/domains/answer-fields";
import { compileRowsBehind } from "@/lib/domains/compile-rows-behind";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { QueryRows } from "@/lib/queries/query-answer";
import { runQuery } from "@/lib/queries/run-query";
import { bindFilters } from "./bind-filters";
import { calendarOf } from "./calendar-of";
import { boundQuery, domainFilters, domainOfCard, NotBound } from "./card-query";
import { type CardRowsInput, cardRowsSchema } from "./card-rows-schema";
import { mayOnDashboard } from "./dashboard-access";
import { errorForViewer } from "./error-for-viewer";
import { loadDashboardForViewing } from "./load-dashboard-for-viewing";
import { lockedFilters } from "./locked-filters";

export interface CardRows extends QueryRows {
  readonly fields: readonly AnswerField[];
}

/**
 * The rows behind a value of a domain card, under the same rules as the card: the viewer's policies, the home tenant, the
 * domain's visibility, and every locked filter (R09).
 *
 * @throws DomainError `not_found` for a card without a domain that the viewer sees, `forbidden`, `invalid_input`,
 * `query_refused`, and what the gate says
 */
export async function listCardRows(
  actor: Actor,
  dashboardId: string,
  cardId: string,
  input: CardRowsInput,
  signal?: AbortSignal,
): Promise<CardRows> {
  const { row, measure, limit, filters = {}, asTenantId } = parseInput(cardRowsSchema, input);
  const [dashboard, locked] = await Promise.all([
    loadDashboardForViewing(actor, dashboardId, { asTenantId }),
    lockedFilters(actor),
  ]);
  const card = dashboard.cards.find(({ id }) => id === cardId);
  if (!card) throw notFound("Card");
  if (card.domainId === null)
    throw new DomainError("query_refused", "There are no rows behind the values of this card");
  const values = bindFilters(dashboard.filters, filters, locked, calendarOf(dashboard.settings));
  const { domain, query } = await domainOfCard(actor, dashboard, card);
  const { definition, dialect } = domain;
  const { weekStart } = dashboard.settings;
  try {
    const rows = compileRowsBehind(
      definition,
      query,
      // One more than is answered, which tells that there are more.
      { row, measure, limit: limit + 1 },
      { dialect, weekStart, filters: domainFilters(values) },
    );
    const {
      trace: _trace,
      cached: _cached,
      ...answer
    } = await runQuery(actor, {
      ...boundQuery(domain, rows, locked),
      purpose: "card",
      dashboardId,
      cardId,
      cardTitle: card.title,
      homeTenantId: dashboard.access.tenantId ?? undefined,
      asTenantId,
      signal,
      maximumRows: limit,
    });
    return { ...answer, fields: answerFields(definition, rows.query) };
  } catch (error) {
    if (error instanceof NotBound) throw error;
    throw errorForViewer(error, mayOnDashboard(actor, dashboard.access.level, "edit"));
  }
}
