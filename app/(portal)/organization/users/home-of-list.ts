import type { SearchOption } from "@/components/ui/search-select";
import { getTenant } from "@/lib/tenants/tenant-queries";
import type { UserFilter } from "@/lib/users/user-schema";
import { type SearchParams, single } from "../../_shell/list-input";
import { orNotFound, type PortalActor } from "../../_shell/page-access";

export interface HomeOfList {
  /** Whose people the address asks for: one tenant's, the organization's own (`none`), or everybody's. */
  readonly home: SearchOption | "none" | null;
  readonly filter: UserFilter;
}

/** Reads `tenantId` of the address; a tenant that is not there is a page that is not there. */
export async function homeOfList(actor: PortalActor, params: SearchParams): Promise<HomeOfList> {
  const tenantId = single(params, "tenantId");
  if (!tenantId) return { home: null, filter: {} };
  if (tenantId === "none") return { home: "none", filter: { tenantId: null } };
  const { id, name } = await orNotFound(getTenant(actor, tenantId));
  return { home: { value: id, label: name }, filter: { tenantId: id } };
}
