import { listDomains } from "@/lib/domains/domain-queries";
import type { Actor } from "@/lib/identity/actor";
import { getQueryCatalog, listQuerySources, type QueryPlace } from "@/lib/queries/query-sources";
import type { QueryCatalog } from "@/lib/queries/query-sources-schema";
import { requireDashboardAction } from "./dashboard-access";
import type { DashboardSources } from "./dashboard-sources-schema";

/**
 * What cards of a dashboard can be made of by whoever edits it: connections and semantic domains of its project, as far
 * as the caller and its home tenant may know them.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `unauthenticated`
 */
export async function listDashboardSources(
  actor: Actor,
  dashboardId: string,
  asTenantId?: string,
): Promise<DashboardSources> {
  const place = await placeOf(actor, dashboardId, asTenantId);
  const [connections, domains] = await Promise.all([
    listQuerySources(actor, place),
    listDomains(actor, { projectId: place.projectId, limit: 100 }),
  ]);
  return { connections, domains: domains.data };
}

/**
 * What the queries of a dashboard's editor may name on one connection.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `unauthenticated`
 */
export async function getDashboardCatalog(
  actor: Actor,
  dashboardId: string,
  connectionId: string,
  asTenantId?: string,
): Promise<QueryCatalog> {
  return getQueryCatalog(actor, connectionId, await placeOf(actor, dashboardId, asTenantId));
}

async function placeOf(actor: Actor, dashboardId: string, asTenantId: string | undefined): Promise<QueryPlace> {
  const { id, projectId, tenantId } = await requireDashboardAction(actor, dashboardId, "edit");
  return { dashboardId: id, projectId, homeTenantId: tenantId ?? undefined, asTenantId };
}
