import { TextLink } from "@/components/ui/text-link";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { counted } from "../../../_labels/words";

/** How many people and dashboards a tenant has; the people are a link for those who may see them. */
export function TenantFacts({ tenant, linked }: { tenant: TenantView; linked: boolean }) {
  const people = counted(tenant.userCount, "person", "people");
  return (
    <>
      {linked ? (
        <TextLink underline="always" href={`/organization/users?tenantId=${tenant.id}`}>
          {people}
        </TextLink>
      ) : (
        people
      )}
      {` · ${counted(tenant.dashboardCount, "dashboard")} of its own`}
    </>
  );
}
