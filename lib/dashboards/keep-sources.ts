import { forbidden } from "@/lib/audit/note-refusal";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { ParsedCard } from "./card-schema";
import { sameValue } from "./content-parts";
import type { CardRow } from "./dashboard-view";
import { type DashboardFilter, dashboardFiltersSchema } from "./filter-schema";
import { isCardHidden, isFilterHidden, restoreCardSource, restoreFilterSources } from "./restore-sources";

/** Where a card's rows come from; text has neither. */
export interface CardSource {
  readonly connectionId?: string | null;
  readonly domainId?: string | null;
  readonly query?: DomainQuery | null;
}

export interface KeepOptions {
  /** For a version of this dashboard: what it asks of a domain and is still asked today needs no right to that domain. */
  readonly keepSources?: boolean;
}

/**
 * Cards with the sources that their author does not see, taken from the same cards of the same dashboard and from nowhere
 * else (R09); `chosen` are the sources that are the author's own choice and have to be theirs to use.
 *
 * @throws DomainError `forbidden` for a hidden source that no card of this dashboard has
 */
export function keepCardSources(
  actor: Actor,
  given: readonly ParsedCard[],
  known: ReadonlyMap<string, CardRow>,
  { keepSources }: KeepOptions,
): { readonly cards: readonly ParsedCard[]; readonly chosen: readonly CardSource[] } {
  const kept = given.map((card) => {
    const stored = card.id === undefined ? undefined : known.get(card.id);
    const whole = restoreCardSource(card, stored);
    return { whole, isKept: isCardHidden(card) || (keepSources === true && asksTheSame(whole, stored)) };
  });
  const cards = kept.map(({ whole }) => whole);
  if (cards.some(isCardHidden)) throw hiddenElsewhere(actor);
  const drawn = kept.flatMap(({ whole, isKept }) => (isKept || whole.kind === "TEXT" ? [] : [whole]));
  return { cards, chosen: drawn };
}

function asksTheSame(card: ParsedCard, stored: CardRow | undefined): boolean {
  if (card.kind === "TEXT" || card.domainId === null) return false;
  return card.domainId === stored?.domainId && sameValue(card.query, stored.query);
}

/**
 * The same of declared filters, by their names; `chosen` are the names of those whose source is the author's own choice.
 *
 * @throws DomainError `forbidden`, `invalid_input` for a filter that no longer fits the source it has
 */
export function keepFilterSources(
  actor: Actor,
  given: readonly DashboardFilter[],
  stored: readonly DashboardFilter[],
  { keepSources }: KeepOptions = {},
): { readonly filters: readonly DashboardFilter[]; readonly chosen: ReadonlySet<string> } {
  const filters = restoreFilterSources(given, stored);
  if (filters.some(isFilterHidden)) throw hiddenElsewhere(actor);
  const isSame = ({ name, domainSource }: DashboardFilter) =>
    sameValue(domainSource, stored.find((filter) => filter.name === name)?.domainSource);
  const chosen = given.filter((filter) => !isFilterHidden(filter) && !(keepSources && isSame(filter)));
  const isWhole = !given.some(isFilterHidden);
  return {
    filters: isWhole ? filters : parseInput(dashboardFiltersSchema, filters),
    chosen: new Set(chosen.map(({ name }) => name)),
  };
}

/** What somebody is told who would take a source along that they do not see. */
function hiddenElsewhere(actor: Actor) {
  const message = "You do not see where all values come from: such a card or filter stays where it is, or goes";
  return forbidden(actor, "domain:read", message);
}
