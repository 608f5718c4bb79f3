import { DownloadButton } from "@/components/ui/download-button";
import { can } from "@/lib/authorization/require-permission";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { AccessLink } from "../../../_shell/access-link";
import type { PortalActor } from "../../../_shell/page-access";
import { DeleteTenantButton } from "./delete-tenant-button";

/** What a tenant sees, all that is kept of it to take along, and its deletion, as far as the actor may, on its own page. */
export function TenantButtons({ actor, tenant }: { readonly actor: PortalActor; readonly tenant: TenantView }) {
  return (
    <>
      <AccessLink actor={actor} subject={{ tenantId: tenant.id }} />
      {can(actor, "audit:read") ? (
        <DownloadButton href={`/api/v1/audit-events/subject-export?tenantId=${tenant.id}`}>Export data</DownloadButton>
      ) : null}
      {can(actor, "tenant:delete") ? <DeleteTenantButton tenant={tenant} /> : null}
    </>
  );
}
