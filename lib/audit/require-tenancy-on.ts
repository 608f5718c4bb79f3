import { type Actor, isTenancyOff } from "@/lib/identity/actor";
import { forbidden } from "./note-refusal";

/** What may be written down of a session without tenancy: its own beginning and end. */
const ownActions = "tenancy.";

/**
 * Refuses what an admin's session without tenancy would leave behind: whatever is saved, shared, handed out or exported
 * could carry one tenant's rows to another (R15).
 *
 * @throws DomainError `forbidden`
 */
export function requireTenancyOn(actor: Actor, { action }: { readonly action: string }): void {
  if (!isTenancyOff(actor) || action.startsWith(ownActions)) return;
  const message =
    "Tenancy is off in this session, so nothing can be saved, shared or exported; switch it on again first";
  throw forbidden(actor, `without tenancy: ${action}`, message);
}
