import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { CardView } from "./card-schema";
import { reachableDashboards } from "./reachable-dashboards";

/** A dashboard that a click leads to. */
export interface DrillTargetView {
  readonly id: string;
  readonly title: string;
}

/**
 * The dashboards that the cards of one lead to, as far as they reach this actor: a click on a value offers those and no
 * others, and names none that its viewer may not know.
 *
 * @throws DomainError `forbidden` without any right to dashboards
 */
export async function listDrillTargets(
  actor: Actor,
  { projectId, cards }: { readonly projectId: string; readonly cards: readonly CardView[] },
): Promise<DrillTargetView[]> {
  requirePermission(actor, "dashboard:view");
  const ids = cards.flatMap((card) =>
    card.kind === "TEXT"
      ? []
      : card.interactions.flatMap((one) => (one.action === "dashboard" ? [one.dashboardId] : [])),
  );
  const reachable = await reachableDashboards(database, actor, projectId, [...new Set(ids)]);
  return [...reachable].map(([id, { title }]) => ({ id, title }));
}
