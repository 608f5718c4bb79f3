import type { SearchOption } from "@/components/ui/search-select";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { type SearchParams, single } from "../../../_shell/list-input";
import { orNotFound, type PortalActor } from "../../../_shell/page-access";

/** The tenant through whose policies an address asks to look, if any. */
export async function tenantOfView(actor: PortalActor, params: SearchParams): Promise<SearchOption | null> {
  const tenantId = single(params, "as");
  if (!tenantId) return null;
  const { id, name } = await orNotFound(getTenant(actor, tenantId));
  return { value: id, label: name };
}
