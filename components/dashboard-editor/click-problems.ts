import { cardInteractionSchema } from "@/lib/dashboards/card-interactions";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { type InteractionSurroundings, interactionProblems } from "@/lib/dashboards/interaction-problems";

/** What of one click of a card under work leads nowhere, by field; one that is not finished says so itself. */
export function clickProblems(
  card: Pick<DraftCard, "connectionId">,
  interaction: DraftCard["interactions"][number],
  surroundings: Omit<InteractionSurroundings, "isSql">,
): Readonly<Record<string, string>> {
  const parsed = cardInteractionSchema.safeParse(interaction);
  if (!parsed.success) return {};
  const problems = interactionProblems(parsed.data, { ...surroundings, isSql: card.connectionId !== null });
  return Object.fromEntries(problems.map(({ field, message }) => [field, message]));
}
