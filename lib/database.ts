import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/prisma/client/client";
import { env } from "./env";
import { DomainError } from "./errors";
import { processState } from "./process-state";

/** Prisma over the metadata database. Only commands and queries in `lib` import it. */
export const database = processState("database", () => {
  const adapter = new PrismaPg({ connectionString: env().DATABASE_URL, max: 12 });
  return new PrismaClient({ adapter });
});

/** A transaction as commands hand it on, e.g. to the audit. */
export type Transaction = Prisma.TransactionClient;

/** Runs a command's work in a transaction of its own, or within the one of the command that it is part of. */
export function inTransaction<T>(
  within: Transaction | undefined,
  work: (transaction: Transaction) => Promise<T>,
  options?: { readonly timeout: number },
): Promise<T> {
  return within ? work(within) : database.$transaction(work, options);
}

/**
 * Turns the database's unique violation into `conflict` with a sentence a person understands.
 *
 * @throws DomainError `conflict`
 */
export async function onUniqueViolation<T>(message: string, work: () => Promise<T>, field?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new DomainError("conflict", message, field ? { [field]: message } : undefined);
    }
    throw error;
  }
}
