import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, tenantOf } from "../actor";
import { getOwnAccount } from "./account-queries";
import { type AccountView, type UpdateAccountInput, updateAccountSchema } from "./account-schema";
import { requirePerson } from "./require-person";

/**
 * Changes a person's own name, which is all of an account that its owner decides beside the password.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function updateAccount(actor: Actor, input: UpdateAccountInput): Promise<AccountView> {
  const { userId } = requirePerson(actor);
  const { displayName } = parseInput(updateAccountSchema, input);
  await database.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { displayName }, select: { id: true } });
    const subject = { tenantId: tenantOf(actor), targetId: userId, targetName: displayName };
    await recordAuditEvent(tx, actor, { action: "user.updated", ...subject, details: { changed: ["displayName"] } });
  });
  return getOwnAccount(actor);
}
