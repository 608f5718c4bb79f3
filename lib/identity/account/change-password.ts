import { noteRefusal } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requireTenancyOn } from "@/lib/audit/require-tenancy-on";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, tenantOf } from "../actor";
import { hashPassword, passwordMatches } from "../password";
import { reserveAttempts } from "../sign-in-attempt";
import { endSessionsOf } from "../sign-out";
import { type ChangePasswordInput, changePasswordSchema, type EndedSessions } from "./account-schema";
import { requirePerson } from "./require-person";

const wrong = "This is not your password, or the account is locked for a while after too many attempts";

/**
 * Gives a person another password for the one they have, and ends every other session of theirs and every link that
 * could reset it. Guesses count like those at sign-in, so that a session left open is no way to find the password out.
 *
 * @throws DomainError `forbidden`, `invalid_input` for the wrong current password or while the account is locked
 */
export async function changePassword(
  actor: Actor,
  currentSessionId: string | null,
  input: ChangePasswordInput,
): Promise<EndedSessions> {
  const { userId, displayName } = requirePerson(actor);
  const { currentPassword, newPassword } = parseInput(changePasswordSchema, input);
  const subject = { tenantId: tenantOf(actor), targetId: userId, targetName: displayName };
  requireTenancyOn(actor, { action: "user.password_changed" });
  const [attempt] = await reserveAttempts([userId]);
  const oldHash = attempt?.passwordHash ?? null;
  if (!(await passwordMatches(currentPassword, oldHash))) {
    noteRefusal(actor, "password", { action: "user.password_change_failed", ...subject });
    throw new DomainError("invalid_input", wrong, { currentPassword: wrong });
  }
  const passwordHash = await hashPassword(newPassword);
  return database.$transaction(async (tx) => {
    // Only while it is still the password that was checked: of two changes at once one is refused.
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: oldHash },
      data: { passwordHash, failedSignIns: 0, lockedUntil: null },
    });
    if (count === 0) throw new DomainError("conflict", "The password was changed by somebody else meanwhile");
    await tx.passwordReset.deleteMany({ where: { userId } });
    const ended = await endSessionsOf(tx, userId, currentSessionId ?? undefined);
    const details = { endedSessions: ended };
    await recordAuditEvent(tx, actor, { action: "user.password_changed", ...subject, details });
    return { ended };
  });
}
