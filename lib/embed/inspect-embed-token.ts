import { requirePermission } from "@/lib/authorization/require-permission";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor, EmbedViewer } from "@/lib/identity/actor";
import { invalidToken } from "@/lib/identity/embed-sessions/access-token";
import { loadEmbedSessionPolicies, type TokenPolicies } from "@/lib/identity/embed-sessions/embed-session-policies";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { type InspectTokenInput, inspectTokenSchema, type TokenInspection } from "./preview-token-schema";

const mostDashboards = 20;

/**
 * Says what a live token of one's own project opens, until when, and under what: policies by name with the names of
 * their parameters and never a value, since such values can be a customer's secrets. For ADMINs. A token of another
 * organization or project looks like one that opens nothing.
 *
 * @throws DomainError `forbidden`, `unauthenticated` for a token that opens nothing here, `not_found` for the project
 */
export async function inspectEmbedToken(actor: Actor, input: InspectTokenInput): Promise<TokenInspection> {
  requirePermission(actor, "project:secret");
  const { projectId, token } = parseInput(inspectTokenSchema, input);
  const { organizationId } = actor;
  const project = await database.project.findFirst({ where: { id: projectId, organizationId }, select: { id: true } });
  if (!project) throw notFound("Project");
  const viewer = await actorFromEmbedToken(token);
  if (viewer.organizationId !== organizationId || viewer.projectId !== projectId) throw invalidToken();
  const [session, policies] = await Promise.all([
    findEmbedSession(viewer.embedSessionId),
    loadEmbedSessionPolicies(viewer.embedSessionId),
  ]);
  if (!session) throw invalidToken();
  const { mode, domains } = session.semanticDomainAccess;
  const [tenant, named, dashboards, domainRows] = await Promise.all([
    tenantName(viewer),
    policyNames(viewer, policies),
    listDashboards(viewer, { limit: mostDashboards }),
    database.semanticDomain.findMany({
      where: { id: { in: [...domains] }, projectId },
      select: { name: true },
      orderBy: { name: "asc" },
    }),
  ]);
  return {
    kind: viewer.dashboardId === null ? "project" : "dashboard",
    tenant,
    person: viewer.userId ? viewer.displayName : null,
    role: viewer.userId ? viewer.role : null,
    allowEdit: viewer.allowEdit,
    dashboards: dashboards.data.map(({ id, title }) => ({ id, title })),
    moreDashboards: dashboards.nextCursor !== null,
    expiresAt: session.expiresAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    policies: named,
    schema: policies.schema,
    lockedFilters: Object.entries(session.lockedFilters).map(([name, value]) => ({
      name,
      value: JSON.stringify(value),
    })),
    domains: { mode, names: domainRows.map(({ name }) => name) },
  };
}

async function tenantName({ tenantId, organizationId }: EmbedViewer): Promise<string | null> {
  if (tenantId === null) return null;
  const tenant = await database.tenant.findFirst({ where: { id: tenantId, organizationId }, select: { name: true } });
  return tenant?.name ?? null;
}

async function policyNames({ projectId, organizationId }: EmbedViewer, { named }: TokenPolicies) {
  const rows = await database.policy.findMany({
    where: { id: { in: named.map(({ policyId }) => policyId) }, projectId, organizationId },
    select: { id: true, name: true, connection: { select: { name: true } } },
  });
  return named.flatMap(({ policyId, parameters }) => {
    const row = rows.find(({ id }) => id === policyId);
    return row ? [{ name: row.name, connection: row.connection.name, parameters: Object.keys(parameters) }] : [];
  });
}
