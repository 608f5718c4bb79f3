import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type QueryResult, runQuery } from "@/lib/queries/run-query";
import { type PreviewDatasetInput, previewDatasetSchema } from "./dataset-schema";

/**
 * Runs SQL that may become a dataset, through the gate: untrusted as the caller, trusted as an ADMIN who looks as one
 * tenant and sees what the SQL's own predicate leaves.
 *
 * @throws DomainError `forbidden`, `not_found` for a connection of another project, `invalid_input`, and what the gate says
 */
export async function previewDataset(
  actor: Actor,
  input: PreviewDatasetInput,
  signal?: AbortSignal,
): Promise<QueryResult> {
  const { projectId, connectionId, trusted, ...query } = parseInput(previewDatasetSchema, input);
  requirePermission(actor, trusted ? "dataset:trust" : "dataset:create");
  const connection = await database.connection.findFirst({
    where: { id: connectionId, projectId, organizationId: actor.organizationId },
    select: { id: true },
  });
  if (!connection) throw notFound("Connection");
  return runQuery(actor, { connectionId, ...query, purpose: trusted ? "dataset" : "preview", signal });
}
