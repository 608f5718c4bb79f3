import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";

/**
 * Makes sure that no table of the connection, in any schema, has the dataset's name: a statement that could mean two
 * things would be refused for everybody.
 *
 * @throws DomainError `conflict`
 */
export async function requireFreeName(transaction: Transaction, connectionId: string, name: string): Promise<void> {
  const table = await transaction.connectionTable.findFirst({
    where: { connectionId, name: { equals: name.replaceAll("_", "\\_"), mode: "insensitive" }, missingAt: null },
    select: { id: true },
  });
  if (!table) return;
  const message = "A table of this connection has this name";
  throw new DomainError("conflict", message, { name: message });
}

export const nameTaken = "This connection has a dataset of this name already";
