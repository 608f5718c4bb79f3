import { database } from "@/lib/database";
import type { AuditEvent, Prisma } from "@/prisma/client/client";
import type { AuditSort } from "./audit-event-schema";
import { auditOrder } from "./audit-order";

const batchSize = 1_000;

/**
 * All events of a kind, newest first unless sorted otherwise, in batches: bounded memory however many there are, each batch from where the last one
 * ended by its time and id, so that the millionth event costs what the first did. Newest first, what is
 * written meanwhile does not come; what retention removes meanwhile is no reason to stop.
 */
export async function* walkAuditEvents(
  where: Prisma.AuditEventWhereInput,
  sort: AuditSort = "-occurredAt",
): AsyncGenerator<readonly AuditEvent[], void, undefined> {
  let last: Pick<AuditEvent, "occurredAt" | "id"> | undefined;
  do {
    const rows: AuditEvent[] = await database.auditEvent.findMany({
      where: { AND: [where, last ? behind(last, sort) : {}] },
      orderBy: auditOrder(sort),
      take: batchSize,
    });
    if (rows.length > 0) yield rows;
    last = rows.length === batchSize ? rows.at(-1) : undefined;
  } while (last);
}

/** The first condition follows from the second; it is what lets the index begin there. */
function behind(
  { occurredAt, id }: Pick<AuditEvent, "occurredAt" | "id">,
  sort: AuditSort,
): Prisma.AuditEventWhereInput {
  if (sort === "occurredAt") {
    return { occurredAt: { gte: occurredAt }, OR: [{ occurredAt: { gt: occurredAt } }, { id: { lt: id } }] };
  }
  return { occurredAt: { lte: occurredAt }, OR: [{ occurredAt: { lt: occurredAt } }, { id: { gt: id } }] };
}
