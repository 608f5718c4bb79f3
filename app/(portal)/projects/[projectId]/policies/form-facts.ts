import type { SearchOption } from "@/components/ui/search-select";
import { listTenants } from "@/lib/tenants/tenant-queries";
import type { PortalActor } from "../../../_shell/page-access";
import type { KnownTable } from "./_components/policy-form";
import { knownTables } from "./known-tables";

export interface FormFacts {
  readonly tables: readonly KnownTable[];
  /** Whom a policy is tried on until somebody else is chosen; null when there is no tenant yet. */
  readonly firstTenant: SearchOption | null;
}

/** What the form suggests: tables of the connection, and a tenant to try the policy on. */
export async function formFacts(actor: PortalActor, connectionId: string): Promise<FormFacts> {
  const [tables, tenants] = await Promise.all([knownTables(actor, connectionId), listTenants(actor, { limit: 1 })]);
  const first = tenants.data[0];
  return { tables, firstTenant: first ? { value: first.id, label: `${first.name} (${first.key})` } : null };
}
