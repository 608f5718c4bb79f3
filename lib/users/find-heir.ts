import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { type Actor, userOf } from "@/lib/identity/actor";

/** Who takes dashboards over. */
export interface Heir {
  readonly id: string;
  readonly homeId: string;
  readonly tenantId: string | null;
}

/**
 * The person who takes over what somebody leaves behind: the one who is named, else the acting admin. An heir can act as an owner: enabled, and with a role that allows more than viewing.
 *
 * @throws DomainError `invalid_input` for a person who cannot take over, `conflict` when it would be the leaver
 */
export async function findHeir(
  transaction: Transaction,
  actor: Actor,
  { leaverId, heirId }: { readonly leaverId: string; readonly heirId: string | null },
): Promise<Heir> {
  const id = heirId ?? personBehind(actor);
  if (heirId === null && (id === null || id === leaverId)) {
    throw new DomainError("conflict", "Dashboards would be left without an owner; say who takes them over");
  }
  if (id === leaverId) throw refused("The person who goes cannot take over what they leave");
  const heir = await transaction.user.findFirst({
    where: { id: id ?? "", organizationId: actor.organizationId },
    select: { id: true, homeId: true, tenantId: true, disabledAt: true, role: true },
  });
  if (!heir) throw refused("There is no such person");
  if (heir.disabledAt) throw refused("Somebody who is disabled cannot take over dashboards");
  if (heir.role === "VIEWER") throw refused("A viewer cannot take over dashboards");
  return heir;
}

/** Who acts; the admin who made its key or token stands for a program. */
export function personBehind(actor: Actor): string | null {
  const isProgram = actor.kind === "api_client" || actor.kind === "scim_client";
  return isProgram ? actor.createdById : userOf(actor);
}

/**
 * Makes sure that the heir may own dashboards of these homes: a tenant's people only their own tenant's (R19).
 *
 * @throws DomainError `invalid_input`
 */
export function requireHeirFits(heir: Heir, dashboards: readonly { readonly tenantId: string | null }[]): void {
  if (heir.tenantId === null || dashboards.every(({ tenantId }) => tenantId === heir.tenantId)) return;
  throw refused("Some of the dashboards are not of this person's tenant; choose somebody of the organization");
}

function refused(message: string): DomainError {
  return new DomainError("invalid_input", message, { transferTo: message });
}
