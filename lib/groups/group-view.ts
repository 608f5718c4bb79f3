import type { Prisma } from "@/prisma/client/client";
import type { GroupView } from "./group-schema";

/** What is read of a group's row for its view. */
export const groupViewFields = {
  id: true,
  name: true,
  description: true,
  tenantId: true,
  createdAt: true,
  tenant: { select: { name: true } },
  _count: { select: { members: true } },
} as const satisfies Prisma.GroupSelect;

/** The row as callers see it. */
export function toGroupView(row: Prisma.GroupGetPayload<{ select: typeof groupViewFields }>): GroupView {
  const { tenant, createdAt, _count, ...rest } = row;
  return { ...rest, createdAt: createdAt.toISOString(), tenantName: tenant?.name ?? null, memberCount: _count.members };
}
