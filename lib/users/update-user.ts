import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inTransaction, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { hashPassword } from "@/lib/identity/password";
import { endSessionsOf } from "@/lib/identity/sign-out";
import { lockUser } from "./lock-user";
import { requireAnotherAdmin } from "./require-another-admin";
import { requireMayManagePeople, requireProvisionable } from "./require-may-manage-people";
import { roleFitsHome, tenantRoleMessage, type UpdateUserInput, type UserView, updateUserSchema } from "./user-schema";
import { toUserView, userViewFields } from "./user-view";

/**
 * Changes a person's name, role, attributes or password. A new role holds from their next request on; a new password
 * ends their sessions and lifts a lock.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` for the last admin's role, `invalid_input`
 */
export async function updateUser(
  actor: Actor,
  id: string,
  input: UpdateUserInput,
  within?: Transaction,
): Promise<UserView> {
  requireMayManagePeople(actor, "user:update");
  const { password, ...data } = parseInput(updateUserSchema, input);
  requireProvisionable(actor, { password, ...data });
  const secret =
    password === undefined ? {} : { passwordHash: await hashPassword(password), failedSignIns: 0, lockedUntil: null };
  return inTransaction(within, async (tx) => {
    const before = await lockUser(tx, actor, id);
    const role = data.role ?? before.role;
    if (!roleFitsHome(role, before.tenantId)) {
      throw new DomainError("invalid_input", tenantRoleMessage, { role: tenantRoleMessage });
    }
    if (role !== "ADMIN") await requireAnotherAdmin(tx, actor, before);
    const user = await tx.user.update({ where: { id }, data: { ...data, ...secret }, select: userViewFields });
    if (password !== undefined) await endSessionsOf(tx, id);
    await recordAuditEvent(tx, actor, {
      action: "user.updated",
      tenantId: user.tenantId,
      targetId: id,
      targetName: user.displayName,
      details: {
        changed: [...Object.keys(data), ...(password === undefined ? [] : ["password"])],
        ...(role === before.role ? {} : { role: { from: before.role, to: role } }),
      },
    });
    return toUserView(user);
  });
}
