import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { type AuditEventInput, auditRow } from "./audit-row";
import { noteChange } from "./recent-changes";
import { requireTenancyOn } from "./require-tenancy-on";

/**
 * Writes the event inside the command's own transaction: neither can exist without the other. So this is also where an
 * admin's session without tenancy is kept from changing anything (R15): without its event, no command comes to an end.
 *
 * @throws DomainError `forbidden` in a session without tenancy
 */
export async function recordAuditEvent(transaction: Transaction, actor: Actor, event: AuditEventInput): Promise<void> {
  requireTenancyOn(actor, event);
  await transaction.auditEvent.create({ data: auditRow(actor, event), select: { id: true } });
  // Tokens come and go all the time and change nobody else's rights.
  if (!event.action.startsWith("token.")) noteChange();
}
