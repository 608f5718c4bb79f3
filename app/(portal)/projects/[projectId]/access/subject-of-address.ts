import type { SearchOption } from "@/components/ui/search-select";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { getUser } from "@/lib/users/user-queries";
import { type SearchParams, single } from "../../../_shell/list-input";
import { orNotFound, type PortalActor } from "../../../_shell/page-access";

export interface AddressSubject {
  readonly kind: "person" | "tenant";
  /** As `explainAccess` takes it. */
  readonly named: { readonly userId: string } | { readonly tenantId: string };
  readonly option: SearchOption;
}

/** Of whom the address asks what they see, if it names anybody. A token never stands in an address. */
export async function subjectOfAddress(actor: PortalActor, params: SearchParams): Promise<AddressSubject | null> {
  const userId = single(params, "userId");
  if (userId) {
    const { id, displayName, email } = await orNotFound(getUser(actor, userId));
    return { kind: "person", named: { userId: id }, option: { value: id, label: `${displayName} (${email})` } };
  }
  const tenantId = single(params, "tenantId");
  if (!tenantId) return null;
  const { id, name, key } = await orNotFound(getTenant(actor, tenantId));
  return { kind: "tenant", named: { tenantId: id }, option: { value: id, label: `${name} (${key})` } };
}
