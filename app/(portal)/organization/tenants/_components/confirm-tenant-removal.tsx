"use client";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { counted } from "../../../_labels/words";
import { deleteTenantAction } from "../actions";

export function confirmTenantRemoval(tenant: TenantView, onDone?: () => void): void {
  confirmRemoval({
    kind: "tenant",
    name: tenant.name,
    consequences: [
      ...(tenant.userCount > 0
        ? [`Removes ${counted(tenant.userCount, "person", "people")} and ends their sessions`]
        : []),
      ...(tenant.dashboardCount > 0
        ? [`Removes ${counted(tenant.dashboardCount, "dashboard")} of the tenant, with cards and shares`]
        : []),
      "Ends its live embed tokens",
      "Removes its groups and every policy assignment to it",
      `The key “${tenant.key}” can never be used again`,
    ],
    typeName: true,
    remove: () => deleteTenantAction(tenant.id),
    onDone,
  });
}
