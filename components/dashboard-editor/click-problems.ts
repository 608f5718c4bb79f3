import { cardInteractionSchema } from "@/lib/dashboards/card-interactions";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { type InteractionSurroundings, interactionProblems } from "@/lib/dashboards/interaction-problems";
import type { EditorWords } from "./messages/use-editor-words";

type Interaction = DraftCard["interactions"][number];

/** What of one click of a card under work leads nowhere, by field; one that is not finished says so itself. */
export function clickProblems(
  card: Pick<DraftCard, "connectionId">,
  interaction: Interaction,
  surroundings: Omit<InteractionSurroundings, "isSql">,
  words: EditorWords,
): Readonly<Record<string, string>> {
  const parsed = cardInteractionSchema.safeParse(interaction);
  if (!parsed.success) return {};
  const problems = interactionProblems(parsed.data, { ...surroundings, isSql: card.connectionId !== null });
  return Object.fromEntries(problems.map(({ field }) => [field, problemAt(field, interaction, words)]));
}

/** The server says what leads nowhere in English alone; here its place tells which sentence it is. */
function problemAt(field: string, interaction: Interaction, { say }: EditorWords): string {
  if (field === "action") return say("clickNeedsDomain");
  if (field === "dashboardId") return say("clickNoDashboard");
  const name = String(valueAt(interaction, field));
  if (field.endsWith("column")) return say("clickNoColumn", { name });
  return say(field === "filter" ? "clickNoFilter" : "clickNoFilterThere", { name });
}

function valueAt(whole: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], whole);
}
