import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { loadEmbedSessionPolicies } from "@/lib/identity/embed-sessions/embed-session-policies";
import { contextSubjects } from "@/lib/policies/context-subject";
import { type ResolvedContext, resolveSecurityContext } from "@/lib/policies/resolve-security-context";
import type { QueryRequest } from "./query-request";

/**
 * What the actor's policies, those of their session, and the tenant they look as let through at this moment.
 *
 * @throws DomainError `not_found` for a foreign connection, and what resolving a context throws
 */
export async function resolveQueryContext(actor: Actor, request: QueryRequest): Promise<ResolvedContext> {
  const tokenPolicies = actor.kind === "embed_viewer" ? await loadEmbedSessionPolicies(actor.embedSessionId) : null;
  const { homeTenantId, asTenantId } = request;
  const subjects = contextSubjects(actor, { homeTenantId, asTenantId, tokenPolicies });
  const { connectionId, sql, filters = {}, queryValues } = request;
  const trusted = request.purpose === "dataset";
  const draft = request.purpose === "policy" ? request.draft : undefined;
  const context = await resolveSecurityContext({ connectionId, sql, trusted, draft, subjects, filters, queryValues });
  const foreign = actor.kind === "embed_viewer" && context.connection.projectId !== actor.projectId;
  if (foreign) throw notFound("Connection");
  return context;
}
