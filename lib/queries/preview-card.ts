import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type PreviewCardInput, previewCardSchema } from "./query-schema";
import { type QueryResult, runQuery } from "./run-query";

/**
 * Runs a query that is no card yet, as whoever calls: the same rows that the card would show them.
 *
 * @throws DomainError `forbidden` without the right to edit dashboards, `not_found` for a connection of another project,
 * and whatever the gate says.
 */
export async function previewCard(actor: Actor, input: PreviewCardInput, signal?: AbortSignal): Promise<QueryResult> {
  requirePermission(actor, "dashboard:edit");
  const { projectId, connectionId, sql, asTenantId, maximumRows, fresh } = parseInput(previewCardSchema, input);
  const connection = await database.connection.findFirst({
    where: { id: connectionId, projectId, organizationId: actor.organizationId },
    select: { id: true },
  });
  const foreignProject = actor.kind === "embed_viewer" && actor.projectId !== projectId;
  if (!connection || foreignProject) throw notFound("Connection");
  return runQuery(actor, { connectionId, sql, purpose: "preview", asTenantId, maximumRows, fresh, signal });
}
