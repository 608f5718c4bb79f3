import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inTransaction, type Transaction } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { lockUser } from "./lock-user";
import { passOnDashboards } from "./pass-on-dashboards";
import { requireAnotherAdmin } from "./require-another-admin";
import { requireMayManagePeople } from "./require-may-manage-people";
import { type DeleteUserInput, deleteUserSchema } from "./user-schema";

/**
 * Removes a person with their sessions, keys, tokens, memberships, grants, and an invite that is still open for their
 * address. Dashboards that nobody else owns pass
 * to `transferTo`, or to the admin who does it, so that none is ever without an owner.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` for the last admin, `invalid_input` for an heir who cannot own
 * what passes on
 */
export async function deleteUser(
  actor: Actor,
  id: string,
  input: DeleteUserInput = {},
  within?: Transaction,
): Promise<void> {
  requireMayManagePeople(actor, "user:delete");
  const { transferTo } = parseInput(deleteUserSchema, input);
  await inTransaction(
    within,
    async (tx) => {
      const user = await lockUser(tx, actor, id);
      await requireAnotherAdmin(tx, actor, user);
      const passedOn = await passOnDashboards(tx, actor, { userId: id, heirId: transferTo ?? null });
      const { homeId, email } = await tx.user.delete({ where: { id }, select: { homeId: true, email: true } });
      // A link that was sent before somebody else made the person would let them in again.
      const { count: revokedInvites } = await tx.invite.deleteMany({ where: { homeId, email } });
      await recordAuditEvent(tx, actor, {
        action: "user.deleted",
        tenantId: user.tenantId,
        targetId: id,
        targetName: user.displayName,
        details: {
          dashboardsPassedOn: passedOn,
          ...(transferTo && passedOn > 0 ? { heirId: transferTo } : {}),
          ...(revokedInvites > 0 ? { revokedInvites } : {}),
        },
      });
    },
    { timeout: 60_000 },
  );
}
