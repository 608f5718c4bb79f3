import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { ClaimMapping } from "./identity-provider-schema";

/**
 * Makes sure that the groups of a mapping are the organization's, a tenant's provider naming that tenant's only, and
 * that no policy is assigned to any: those change members by ADMINs' hands (R16). Looked at again when a person is made.
 *
 * @throws DomainError `invalid_input`
 */
export async function requireMappedGroups(
  transaction: Transaction,
  home: { readonly organizationId: string; readonly tenantId: string | null },
  { groups }: ClaimMapping,
): Promise<void> {
  const wanted = [...new Set(Object.values(groups))];
  if (wanted.length === 0) return;
  const { organizationId, tenantId } = home;
  const count = await transaction.group.count({
    where: { id: { in: wanted }, organizationId, assignments: { none: {} }, ...(tenantId ? { tenantId } : {}) },
  });
  if (count === wanted.length) return;
  const message = "Map to groups that exist, belong to the provider's home and have no policy assigned";
  throw new DomainError("invalid_input", message, { claimMapping: message });
}
