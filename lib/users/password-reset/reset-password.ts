import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { hashPassword } from "@/lib/identity/password";
import { endSessionsOf } from "@/lib/identity/sign-out";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { hashSecret } from "@/lib/secrets/random-secret";
import { type ResetPasswordInput, resetPasswordSchema } from "./reset-schema";

/**
 * Gives the person of a link the password its bearer chose, once: every link and every session of theirs ends with it,
 * and a lock is lifted. Takes no actor: the token is what its bearer has.
 *
 * @throws DomainError `not_found` for a link that is unknown, used or over, or whose person is disabled: all one answer
 */
export async function resetPassword(input: ResetPasswordInput): Promise<void> {
  const { token, password } = parseInput(resetPasswordSchema, input);
  // Before the costly hash, so that made-up links cost nothing.
  await requireReset(database, token);
  const passwordHash = await hashPassword(password);
  await database.$transaction(async (tx) => {
    const { id, userId, user } = await requireReset(tx, token);
    // Whoever deletes the row has the link; at the same moment only one does.
    if ((await tx.passwordReset.deleteMany({ where: { id } })).count === 0) throw gone();
    await tx.passwordReset.deleteMany({ where: { userId } });
    const data = { passwordHash, failedSignIns: 0, lockedUntil: null };
    await tx.user.update({ where: { id: userId }, data, select: { id: true } });
    const endedSessions = await endSessionsOf(tx, userId);
    const subject = { tenantId: user.tenantId, targetId: userId, targetName: user.displayName };
    const event = { action: "user.password_reset", ...subject, details: { endedSessions } } as const;
    await recordAuditEvent(tx, userActor(user), event);
  });
}

async function requireReset(reader: Transaction, token: string) {
  const reset = await reader.passwordReset.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: { id: true, userId: true, expiresAt: true, user: { select: { ...userActorFields, disabledAt: true } } },
  });
  if (!reset || reset.expiresAt <= now() || reset.user.disabledAt) throw gone();
  return reset;
}

function gone(): DomainError {
  return new DomainError("not_found", "This link is no longer valid. Ask for another one");
}
