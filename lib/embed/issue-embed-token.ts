import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { EmbedViewer } from "@/lib/identity/actor";
import { dashboardReachesTenant } from "@/lib/identity/embed-sessions/dashboard-reaches-tenant";
import { resolveTokenPolicies } from "@/lib/policies/resolve-token-policies";
import { isUuid, uuidv7 } from "@/lib/uuid";
import { openEmbedSession } from "./open-embed-session";
import { resolveSemanticDomains } from "./resolve-semantic-domains";
import { allowedDashboards, connectionsOf, requireDeclaredFilters } from "./token-dashboards";
import type { TokenAnswer } from "./token-exchange-schema";
import { requireTokenPerson } from "./token-person";
import type { DashboardTokenInput, IssueTokenInput, ProjectTokenInput } from "./token-schema";
import { type Named, refused, requireDashboardSecret, requireProjectSecret } from "./token-secrets";

/**
 * Exchanges a dashboard's or project's secret for a short-lived token. What the token may do is written down as a
 * session on the server and checked against the metadata now: policies by name, the tenant, the person, the domains.
 * `onProven` is called when the secret was right and before anything is written; what it throws ends the exchange.
 *
 * @throws DomainError `unauthenticated` for a wrong id, a wrong secret, or a tenant the dashboard is not for;
 * `invalid_input` for policies, people, filters or domains that do not exist
 */
export async function issueEmbedToken(input: IssueTokenInput, onProven = () => {}): Promise<TokenAnswer> {
  return input.type === "project" ? issueProjectToken(input, onProven) : issueDashboardToken(input, onProven);
}

/** What a token's dashboard is known by. */
type TokenDashboard = Omit<Awaited<ReturnType<typeof requireDashboardSecret>>, "secretHash">;

async function issueDashboardToken(input: DashboardTokenInput, onProven: () => void): Promise<TokenAnswer> {
  const dashboard = await requireDashboardSecret(input.dashboardId, input.dashboardSecret);
  onProven();
  return openDashboardSession(dashboard, input);
}

/**
 * Opens a session on a dashboard for whoever has shown that they may: with its secret, or as an ADMIN who tries its embed.
 *
 * @throws DomainError as `issueEmbedToken`
 */
export async function openDashboardSession(
  dashboard: TokenDashboard,
  input: Omit<DashboardTokenInput, "type" | "dashboardId" | "dashboardSecret">,
): Promise<TokenAnswer> {
  const tenantId = await tenantFor(dashboard, input.tenantId);
  requireDeclaredFilters(dashboard.filters, input.params);
  const connectionIds = await connectionsOf(dashboard.projectId, [dashboard.id]);
  return openEmbedSession({
    id: uuidv7(),
    organizationId: dashboard.organizationId,
    projectId: dashboard.projectId,
    kind: "DASHBOARD",
    dashboardId: dashboard.id,
    tenantId,
    userId: null,
    allowEdit: input.allowEdit,
    dashboardIds: [],
    initialDashboardId: dashboard.id,
    policies: await resolveTokenPolicies(dashboard.projectId, connectionIds, input),
    params: input.params,
    config: input.config,
    semanticDomainAccess: { mode: "all", domains: [] },
    lifetimeSeconds: input.tokenExpiry,
    targetName: dashboard.title,
  });
}

async function issueProjectToken(input: ProjectTokenInput, onProven: () => void): Promise<TokenAnswer> {
  const project = await requireProjectSecret(input.projectId, input.projectSecret);
  onProven();
  const id = uuidv7();
  const dashboardIds = await allowedDashboards(project.id, input);
  const connectionIds = await connectionsOf(project.id, dashboardIds);
  const policies = await resolveTokenPolicies(project.id, connectionIds, input);
  const semanticDomainAccess = await resolveSemanticDomains(project.id, input.semanticDomainAccess);
  const person = await requireTokenPerson(project.organizationId, input, hostOf(project, id));
  return openEmbedSession({
    id,
    organizationId: project.organizationId,
    projectId: project.id,
    kind: "PROJECT",
    dashboardId: null,
    tenantId: person.tenantId,
    userId: person.id,
    allowEdit: false,
    dashboardIds,
    initialDashboardId: input.initialDashboardId ?? input.targetDashboardId ?? null,
    policies,
    params: input.params,
    config: input.config,
    semanticDomainAccess,
    lifetimeSeconds: input.tokenExpiry,
    targetName: project.name,
  });
}

/** The tenant of a dashboard token. A tenant's own dashboard never opens without its tenant (R05, R20). */
async function tenantFor(dashboard: Named, tenantId: string | undefined): Promise<string | null> {
  if (tenantId === undefined) {
    if (dashboard.tenantId === null) return null;
    const message = "This dashboard belongs to a tenant: give its tenantId";
    throw new DomainError("invalid_input", message, { tenantId: message });
  }
  if (!isUuid(tenantId)) throw await refused("tenant", dashboard);
  const where = { id: tenantId, organizationId: dashboard.organizationId };
  const tenant = await database.tenant.findFirst({ where, select: { id: true } });
  if (!tenant || !(await dashboardReachesTenant(dashboard, tenant.id))) throw await refused("tenant", dashboard);
  return tenant.id;
}

/** Who is named in the audit when a token makes a person: the host behind the project's secret. */
function hostOf(project: { id: string; organizationId: string; name: string }, sessionId: string): EmbedViewer {
  return {
    kind: "embed_viewer",
    organizationId: project.organizationId,
    projectId: project.id,
    embedSessionId: sessionId,
    tenantId: null,
    userId: null,
    email: null,
    displayName: `Host of ${project.name}`,
    role: "VIEWER",
    attributes: {},
    dashboardId: null,
    dashboardIds: [],
    allowEdit: false,
  };
}
