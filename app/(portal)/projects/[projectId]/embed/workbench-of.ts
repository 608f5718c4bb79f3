import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { env } from "@/lib/env";
import { listPolicies } from "@/lib/policies/policy-queries";
import { listTenants } from "@/lib/tenants/tenant-queries";
import type { PortalActor } from "../../../_shell/page-access";
import type { EmbedWorkbenchProps } from "./_components/embed-workbench";

/** What there is to try an embed of this project with. */
export async function workbenchOf(actor: PortalActor, projectId: string): Promise<EmbedWorkbenchProps> {
  const [dashboards, policies, tenants] = await Promise.all([
    listDashboards(actor, { projectId, limit: 200 }),
    listPolicies(actor, { projectId, limit: 200 }),
    listTenants(actor, { limit: 1 }),
  ]);
  return {
    portalUrl: env().NEXTAUTH_URL.replace(/\/$/, ""),
    dashboards: dashboards.data.map(({ id, title }) => ({ id, title })),
    policies: policies.data.map(({ id, name, connectionId, connectionName, parameters }) => ({
      id,
      name,
      connectionId,
      connectionName,
      parameters,
    })),
    firstTenant: tenants.data[0] ?? null,
  };
}
