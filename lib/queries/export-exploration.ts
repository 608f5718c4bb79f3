import type { Actor } from "@/lib/identity/actor";
import { exploreDomain } from "./explore-domain";
import type { ExploreInput } from "./query-schema";
import { rowsAsCsv } from "./rows-as-csv";

/** The rows of an answer on their way out of the portal. */
export interface ExplorationExport {
  /** Lines of a CSV file (RFC 4180) in pieces, the columns' names first. */
  readonly lines: AsyncGenerator<string, void, undefined>;
  readonly rowCount: number;
  readonly truncated: boolean;
}

/**
 * What exploring answers, as CSV: the same rows for the same person, cells that a spreadsheet would run made text (R24).
 * It is recorded as what it is, and refused to a session without tenancy (R15) as every export.
 *
 * @throws DomainError what `exploreDomain` throws
 */
export async function exportExploration(
  actor: Actor,
  input: ExploreInput,
  signal?: AbortSignal,
): Promise<ExplorationExport> {
  const rows = await exploreDomain(actor, input, { purpose: "explore_export", signal });
  return { lines: rowsAsCsv(rows), rowCount: rows.rowCount, truncated: rows.truncated };
}
