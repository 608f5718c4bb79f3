import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inTransaction, onUniqueViolation, type Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { hashPassword } from "@/lib/identity/password";
import { requireMayManagePeople, requireProvisionable } from "./require-may-manage-people";
import { type CreateUserInput, createUserSchema, type UserView } from "./user-schema";
import { toUserView, userViewFields } from "./user-view";

/**
 * Adds a person to the organization, or to one of its tenants for good. Without a password they come through embed
 * tokens only.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign tenant, `conflict` when the home has this e-mail,
 * `invalid_input`
 */
export async function createUser(actor: Actor, input: CreateUserInput, within?: Transaction): Promise<UserView> {
  requireMayManagePeople(actor, "user:create");
  const { password, ...data } = parseInput(createUserSchema, input);
  requireProvisionable(actor, { password, ...data });
  const { organizationId } = actor;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return inTransaction(within, async (tx) => {
    if (data.tenantId && !(await tx.tenant.findFirst({ where: { id: data.tenantId, organizationId } }))) {
      throw notFound("Tenant");
    }
    const user = await onUniqueViolation(
      "Somebody there has this e-mail address already",
      () =>
        tx.user.create({
          data: { ...data, passwordHash, organizationId, homeId: data.tenantId ?? organizationId },
          select: userViewFields,
        }),
      "email",
    );
    await recordAuditEvent(tx, actor, {
      action: "user.created",
      tenantId: user.tenantId,
      targetId: user.id,
      targetName: user.displayName,
      details: { role: user.role },
    });
    return toUserView(user);
  });
}
