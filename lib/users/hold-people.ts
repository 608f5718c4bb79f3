import type { Transaction } from "@/lib/database";

/**
 * Keeps everybody from being deleted until the transaction ends, and waits for deletions under way. For commands that
 * count on somebody staying, such as a new owner; taken before any dashboard is locked, in the order that deletions have.
 */
export async function holdPeople(transaction: Transaction, organizationId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR SHARE`;
}
