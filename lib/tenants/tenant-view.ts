import type { Prisma } from "@/prisma/client/client";
import type { TenantView } from "./tenant-schema";

/** What is read of a tenant's row for its view. */
export const tenantViewFields = {
  id: true,
  key: true,
  name: true,
  attributes: true,
  createdAt: true,
  _count: { select: { users: true, dashboards: true } },
} as const satisfies Prisma.TenantSelect;

/** The row as callers see it. */
export function toTenantView(row: Prisma.TenantGetPayload<{ select: typeof tenantViewFields }>): TenantView {
  const { _count, createdAt, attributes, ...rest } = row;
  return {
    ...rest,
    attributes: attributes as TenantView["attributes"],
    createdAt: createdAt.toISOString(),
    userCount: _count.users,
    dashboardCount: _count.dashboards,
  };
}
