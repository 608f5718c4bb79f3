import type { CardInteraction } from "./card-interactions";

/** What the interactions of one card can lead to. */
export interface InteractionSurroundings {
  /** Whether the card's rows come from SQL of its own, behind which there are no others. */
  readonly isSql: boolean;
  /** Columns of the card's answer; null where only running it tells. */
  readonly columns: readonly string[] | null;
  /** Names of the dashboard's filters. */
  readonly filters: readonly string[];
  /** Names of another dashboard's filters; null when there is no such one to open, undefined while nobody knows. */
  readonly filtersOf: (dashboardId: string) => readonly string[] | null | undefined;
}

export interface InteractionProblem {
  /** Where it is inside the interaction, as a dotted path. */
  readonly field: string;
  readonly message: string;
}

/**
 * What of an interaction leads nowhere: columns that the card does not have, filters that nobody declared, a dashboard
 * that there is not. The editor says it at its place, and the server refuses to publish it; a dashboard out of reach and
 * one that does not exist have the same words, since whoever edits could try any id.
 */
export function interactionProblems(
  interaction: CardInteraction,
  { isSql, columns, filters, filtersOf }: InteractionSurroundings,
): InteractionProblem[] {
  const columnProblems = (column: string, field: string) =>
    columns === null || columns.includes(column) ? [] : [{ field, message: `The card has no column called ${column}` }];
  if (interaction.action === "rows") {
    return isSql ? [{ field: "action", message: "Only a card over a domain can show its rows" }] : [];
  }
  if (interaction.action === "filter") {
    const { column, filter } = interaction;
    const unknown = filters.includes(filter)
      ? []
      : [{ field: "filter", message: `The dashboard has no filter called ${filter}` }];
    return [...columnProblems(column, "column"), ...unknown];
  }
  const there = filtersOf(interaction.dashboardId);
  if (there === null)
    return [{ field: "dashboardId", message: "Choose a dashboard of this project that you can open" }];
  return interaction.filters.flatMap(({ column, filter }, index) => [
    ...columnProblems(column, `filters.${index}.column`),
    ...(there === undefined || there.includes(filter)
      ? []
      : [{ field: `filters.${index}.filter`, message: `That dashboard has no filter called ${filter}` }]),
  ]);
}
