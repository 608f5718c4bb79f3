import { now, secondsFromNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { Prisma } from "@/prisma/client/client";

/** Wrong passwords in a row that lock an account. */
export const attemptsBeforeLock = 5;
export const lockSeconds = 15 * 60;

/** A person an attempt is counted against before the password is looked at. */
export interface ReservedAttempt {
  readonly id: string;
  readonly passwordHash: string | null;
  /** True when this is the attempt that locks the account unless the password is right. */
  readonly locks: boolean;
}

/**
 * Counts one attempt against each person, and returns those who are not locked. Counting comes before looking at the
 * password: otherwise many guesses sent at once would all be looked at before the first is counted.
 */
export async function reserveAttempts(userIds: readonly string[]): Promise<ReservedAttempt[]> {
  if (userIds.length === 0) return [];
  const time = now();
  const rows = await database.$queryRaw<{ id: string; passwordHash: string | null; attempts: number }[]>`
    UPDATE users SET
      failed_sign_ins = CASE WHEN locked_until IS NULL THEN failed_sign_ins ELSE 0 END + 1,
      locked_until = CASE WHEN locked_until IS NULL AND failed_sign_ins + 1 >= ${attemptsBeforeLock}
        THEN ${secondsFromNow(lockSeconds)}::timestamptz END
    WHERE id IN (${Prisma.join(userIds.map((id) => Prisma.sql`${id}::uuid`))})
      AND (locked_until IS NULL OR locked_until <= ${time}::timestamptz)
    RETURNING id, password_hash AS "passwordHash", failed_sign_ins AS attempts`;
  return rows.map(({ id, passwordHash, attempts }) => ({ id, passwordHash, locks: attempts >= attemptsBeforeLock }));
}

/** Takes back the attempt counted against somebody who only shares the e-mail of the person who signed in. */
export async function releaseAttempts(transaction: Prisma.TransactionClient, userIds: readonly string[]) {
  await transaction.user.updateMany({
    where: { id: { in: [...userIds] }, failedSignIns: { gt: 0 } },
    data: { failedSignIns: { decrement: 1 }, lockedUntil: null },
  });
}
