import type { Actor } from "@/lib/identity/actor";
import { logSeldom } from "@/lib/log-seldom";
import { forgetDeletedTenants } from "@/lib/queries/forget-deleted-tenants";
import { deleteTenant } from "@/lib/tenants/delete-tenant";

/**
 * Deletes a tenant with all that is its own, and removes the rows that are kept of it here and in Redis before it returns.
 * Other instances remove theirs within 5 s, as every instance looks at what was deleted; so nothing is lost when that
 * cannot be done now.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function removeTenant(actor: Actor, id: string): Promise<void> {
  await deleteTenant(actor, id);
  await forgetDeletedTenants().catch((error: unknown) =>
    logSeldom("results of a deleted tenant could not be removed at once", error),
  );
}
