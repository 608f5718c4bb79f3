import type { Actor } from "@/lib/identity/actor";
import { rowsAsCsv } from "@/lib/queries/rows-as-csv";
import { runCard } from "./run-card";
import type { RunDashboardInput } from "./run-dashboard";

/** The rows of a card on their way out of the portal. */
export interface CardExport {
  /** Lines of a CSV file (RFC 4180) in pieces, the columns' names first. */
  readonly lines: AsyncGenerator<string, void, undefined>;
  readonly rowCount: number;
  /** There were more rows than an export holds. */
  readonly truncated: boolean;
}

/**
 * A card's rows as CSV, under the same rules as when it is drawn: the viewer's policies, locked filters, home tenant. Up
 * to 100,000 rows; cells that a spreadsheet would run are made text (R24). Recorded as an export.
 *
 * @throws DomainError what `runCard` throws
 */
export async function exportCard(
  actor: Actor,
  dashboardId: string,
  cardId: string,
  input: Pick<RunDashboardInput, "filters" | "asTenantId" | "signal"> = {},
): Promise<CardExport> {
  const { answer } = await runCard(actor, dashboardId, cardId, { ...input, purpose: "export" });
  const { rows } = answer;
  return { lines: rowsAsCsv(rows), rowCount: rows.rowCount, truncated: rows.truncated };
}
