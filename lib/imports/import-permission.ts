import type { Permission } from "@/lib/authorization/permissions";
import { can, requirePermission } from "@/lib/authorization/require-permission";
import type { Actor } from "@/lib/identity/actor";
import { ImportKind } from "@/prisma/client/enums";

/** What bringing in a kind of line takes, which is what making one by hand takes. */
export const importPermission = {
  USERS: "user:create",
  TENANTS: "tenant:create",
} as const satisfies Record<ImportKind, Permission>;

/**
 * The kinds of import that an actor may start, and therefore see.
 *
 * @throws DomainError `forbidden` when there is none
 */
export function requireImportKinds(actor: Actor): ImportKind[] {
  const kinds = Object.values(ImportKind).filter((kind) => can(actor, importPermission[kind]));
  if (kinds.length === 0) requirePermission(actor, importPermission.USERS);
  return kinds;
}
