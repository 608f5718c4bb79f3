import { secondsFromNow } from "@/lib/clock";
import type { Transaction } from "@/lib/database";
import { linkAddress } from "@/lib/identity/link-address";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import type { ResetLink } from "./reset-schema";

/** How long a password link can be used. */
export const resetSeconds = 60 * 60;

interface Person {
  readonly id: string;
  readonly organizationId: string;
}

/** Keeps the hash of a fresh link for a person, and returns the link. Earlier ones go on until one is used. */
export async function makeResetLink(transaction: Transaction, { id, organizationId }: Person): Promise<ResetLink> {
  const token = randomSecret("bh_link");
  const expiresAt = secondsFromNow(resetSeconds);
  await transaction.passwordReset.create({
    data: { organizationId, userId: id, tokenHash: hashSecret(token), expiresAt },
    select: { id: true },
  });
  return { link: linkAddress("/reset-password", token), expiresAt: expiresAt.toISOString() };
}
