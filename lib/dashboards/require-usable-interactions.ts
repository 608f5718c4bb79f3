import type { Transaction } from "@/lib/database";
import { columnNamesOf, type DomainQuery } from "@/lib/domains/domain-query-schema";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { CardInteraction } from "./card-interactions";
import type { ParsedCard } from "./card-schema";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";
import { type InteractionProblem, interactionProblems } from "./interaction-problems";
import { type ReachableDashboard, reachableDashboards } from "./reachable-dashboards";

/** What is about to be saved; what is left out stays as it is stored. */
interface EditedInteractions {
  readonly cards?: readonly ParsedCard[] | undefined;
  readonly filters?: readonly DashboardFilter[] | undefined;
}

interface ClickableCard {
  readonly title: string;
  readonly interactions: readonly CardInteraction[];
  readonly isSql: boolean;
  readonly query: Pick<DomainQuery, "dimensions" | "measures"> | null;
}

interface Definition {
  readonly cards: readonly ClickableCard[];
  readonly filters: readonly string[];
}

/** A problem, with the card that it is of. */
interface Found extends InteractionProblem {
  readonly path: string;
  readonly title: string;
  /** The same for the same mistake on any card, so that an old one is known again. */
  readonly mistake: string;
}

/**
 * Makes sure, before a dashboard is saved, that what its cards do on a click leads somewhere: to filters it declares
 * (R07), to columns its domain cards have, and to dashboards of its project that the author can open; one that is out of
 * reach is refused as one that does not exist. What columns SQL has is not known before it runs: there the editor tells.
 *
 * A mistake that the dashboard has already does not keep others from editing it: who may not open what a colleague's
 * card leads to could not mend it. `storedIn` is the dashboard as it is before the edit.
 *
 * @throws DomainError `invalid_input` with one field for each mistake
 */
export async function requireUsableInteractions(
  actor: Actor,
  transaction: Transaction,
  { projectId, storedIn }: { readonly projectId: string; readonly storedIn?: string },
  edited: EditedInteractions,
): Promise<void> {
  const stored = storedIn === undefined ? nothing : await storedDefinition(transaction, storedIn);
  const next = {
    cards: edited.cards?.map(toClickable) ?? stored.cards,
    filters: edited.filters?.map(({ name }) => name) ?? stored.filters,
  };
  if (next.cards.every(({ interactions }) => interactions.length === 0)) return;
  const ids = [...new Set([...targetsOf(stored), ...targetsOf(next)])];
  const reachable = await reachableDashboards(transaction, actor, projectId, ids);
  const known = new Set(problemsOf(stored, reachable).map(({ mistake }) => mistake));
  const problems = problemsOf(next, reachable).filter(({ mistake }) => !known.has(mistake));
  const [first] = problems;
  if (!first) return;
  const message = first.title === "" ? first.message : `“${first.title}”: ${first.message}`;
  throw new DomainError("invalid_input", message, Object.fromEntries(problems.map((one) => [one.path, one.message])));
}

const nothing: Definition = { cards: [], filters: [] };

const clickableSelect = { kind: true, title: true, interactions: true, connectionId: true, query: true } as const;

async function storedDefinition(transaction: Transaction, dashboardId: string): Promise<Definition> {
  const { cards, filters } = await transaction.dashboard.findUniqueOrThrow({
    where: { id: dashboardId },
    select: { filters: true, cards: { select: clickableSelect } },
  });
  return {
    cards: cards.map((card) => toClickable(card as unknown as ParsedCard)),
    filters: toFilters(filters).map(({ name }) => name),
  };
}

function toClickable(card: ParsedCard): ClickableCard {
  const { title } = card;
  return card.kind === "TEXT"
    ? { title, interactions: [], isSql: false, query: null }
    : { title, interactions: card.interactions, isSql: card.connectionId !== null, query: card.query };
}

function targetsOf({ cards }: Definition): string[] {
  return cards.flatMap(({ interactions }) =>
    interactions.flatMap((one) => (one.action === "dashboard" ? [one.dashboardId] : [])),
  );
}

function problemsOf({ cards, filters }: Definition, reachable: ReadonlyMap<string, ReachableDashboard>): Found[] {
  const filtersOf = (id: string) => reachable.get(id)?.filters ?? null;
  return cards.flatMap(({ title, interactions, isSql, query }, at) => {
    const columns = query && columnNamesOf(query);
    return interactions.flatMap((one, index) =>
      interactionProblems(one, { isSql, columns, filters, filtersOf }).map(({ field, message }) => ({
        field,
        message,
        title,
        path: `cards.${at}.interactions.${index}.${field}`,
        mistake: JSON.stringify([message, one.action === "dashboard" ? one.dashboardId : null]),
      })),
    );
  });
}
