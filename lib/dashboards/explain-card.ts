import { forbidden } from "@/lib/audit/note-refusal";
import type { Actor } from "@/lib/identity/actor";
import type { SecurityTrace } from "@/lib/sql/security-context";
import { runCard } from "./run-card";
import type { RunDashboardInput } from "./run-dashboard";

/** How a card came by its rows: what it read, and which rules stood in between. */
export interface CardExplanation {
  readonly trace: SecurityTrace;
  readonly rowCount: number;
  /** ISO 8601. */
  readonly asOf: string;
}

/**
 * Says how a card came by what this actor sees of it, with the same filters and under the same rules. It names tables
 * and rules and is therefore for those who may edit the dashboard (R19); values are not in it.
 *
 * @throws DomainError what `runCard` throws, `forbidden` without the right to edit the dashboard
 */
export async function explainCard(
  actor: Actor,
  dashboardId: string,
  cardId: string,
  input: Pick<RunDashboardInput, "filters" | "asTenantId"> = {},
): Promise<CardExplanation> {
  const { answer, trace } = await runCard(actor, dashboardId, cardId, input);
  if (!trace) throw forbidden(actor, "dashboard:edit", "Only those who may edit the dashboard see this");
  return { trace, rowCount: answer.rows.rowCount, asOf: answer.rows.asOf };
}
