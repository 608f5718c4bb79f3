import type { Prisma } from "@/prisma/client/client";
import type { AuditSort } from "./audit-event-schema";

/** The index holds them newest first, and within one moment by id; the other order is the same backwards. */
export function auditOrder(sort: AuditSort): Prisma.AuditEventOrderByWithRelationInput[] {
  return sort === "occurredAt" ? [{ occurredAt: "asc" }, { id: "desc" }] : [{ occurredAt: "desc" }, { id: "asc" }];
}
