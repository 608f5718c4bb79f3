import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type ExploreResult, exploreDomain } from "./explore-domain";
import { type ExploreInput, type PreviewSqlInput, previewSqlSchema } from "./query-schema";
import { type QueryResult, runQuery } from "./run-query";

export function previewCard(actor: Actor, input: PreviewSqlInput, signal?: AbortSignal): Promise<QueryResult>;
export function previewCard(actor: Actor, input: ExploreInput, signal?: AbortSignal): Promise<ExploreResult>;
export function previewCard(
  actor: Actor,
  input: PreviewSqlInput | ExploreInput,
  signal?: AbortSignal,
): Promise<QueryResult | ExploreResult>;
/**
 * Runs a query that is no card yet, as whoever calls: the same rows that the card would show them.
 *
 * @throws DomainError `forbidden` without the right to edit dashboards, `not_found` for a connection of another project
 * and for a domain that the actor does not see, and whatever the gate says.
 */
export async function previewCard(
  actor: Actor,
  input: PreviewSqlInput | ExploreInput,
  signal?: AbortSignal,
): Promise<QueryResult | ExploreResult> {
  if ("domainId" in input) return exploreDomain(actor, input, { purpose: "preview", signal });
  requirePermission(actor, "dashboard:edit");
  const { projectId, connectionId, sql, asTenantId, maximumRows, fresh } = parseInput(previewSqlSchema, input);
  const connection = await database.connection.findFirst({
    where: { id: connectionId, projectId, organizationId: actor.organizationId },
    select: { id: true },
  });
  const foreignProject = actor.kind === "embed_viewer" && actor.projectId !== projectId;
  if (!connection || foreignProject) throw notFound("Connection");
  return runQuery(actor, { connectionId, sql, purpose: "preview", asTenantId, maximumRows, fresh, signal });
}
