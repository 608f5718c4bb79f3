import { DownloadButton } from "@/components/ui/download-button";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { DeleteTenantButton } from "./delete-tenant-button";

export interface TenantButtonsProps {
  readonly tenant: TenantView;
  readonly mayExport: boolean;
  readonly mayDelete: boolean;
}

/** Take along all that is kept of the tenant, and delete it, on its own page. */
export function TenantButtons({ tenant, mayExport, mayDelete }: TenantButtonsProps) {
  return (
    <>
      {mayExport ? (
        <DownloadButton href={`/api/v1/audit-events/subject-export?tenantId=${tenant.id}`}>Export data</DownloadButton>
      ) : null}
      {mayDelete ? <DeleteTenantButton tenant={tenant} /> : null}
    </>
  );
}
