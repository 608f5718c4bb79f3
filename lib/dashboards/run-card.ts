import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { type CardResult, openDashboardRun, type RunDashboardInput } from "./run-dashboard";

/**
 * Runs one card of a dashboard, under the same rules as the whole dashboard.
 *
 * @throws DomainError what `openDashboardRun` throws, and whatever kept this card from running
 */
export async function runCard(
  actor: Actor,
  dashboardId: string,
  cardId: string,
  input: Omit<RunDashboardInput, "cardIds"> = {},
): Promise<CardResult> {
  const outcomes = await openDashboardRun(actor, dashboardId, { ...input, cardIds: [cardId] });
  for await (const outcome of outcomes) {
    if ("error" in outcome) throw outcome.error;
    return outcome.result;
  }
  throw notFound("Card");
}
