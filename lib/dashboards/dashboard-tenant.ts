import { type Actor, tenantOf } from "@/lib/identity/actor";

/** The one tenant whose event it is (R25): the dashboard's home, else the tenant of whoever did it, else none. */
export function auditTenant(actor: Actor, dashboard: { readonly tenantId: string | null }): string | null {
  return dashboard.tenantId ?? tenantOf(actor);
}
