import { now } from "@/lib/clock";
import type { Transaction } from "@/lib/database";

/**
 * Ends every live session that a secret minted, inside the command that replaces the secret. Other instances refuse its
 * tokens within 5 s, and its refresh tokens at once.
 */
export async function endMintedSessions(
  transaction: Transaction,
  minted:
    | { readonly projectId: string; readonly kind: "PROJECT" }
    | { readonly dashboardId: string; readonly kind: "DASHBOARD" },
): Promise<void> {
  await transaction.embedSession.updateMany({ where: { ...minted, revokedAt: null }, data: { revokedAt: now() } });
}
