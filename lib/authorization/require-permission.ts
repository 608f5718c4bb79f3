import { forbidden } from "@/lib/audit/note-refusal";
import type { Actor } from "@/lib/identity/actor";
import { can } from "./can";
import type { Permission } from "./permissions";

export { can } from "./can";

/**
 * Lets an actor pass, or notes the refusal in the audit and throws.
 *
 * @throws DomainError `forbidden`
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!can(actor, permission)) throw forbidden(actor, permission, `You may not do this (${permission})`);
}
