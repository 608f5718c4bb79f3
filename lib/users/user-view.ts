import type { Prisma } from "@/prisma/client/client";
import type { UserView } from "./user-schema";

/** What is read of a user's row for its view; never the password's hash. */
export const userViewFields = {
  id: true,
  email: true,
  displayName: true,
  role: true,
  tenantId: true,
  attributes: true,
  disabledAt: true,
  lastSignedInAt: true,
  createdAt: true,
  tenant: { select: { key: true, name: true } },
} as const satisfies Prisma.UserSelect;

/** The row as admins see it. */
export function toUserView(row: Prisma.UserGetPayload<{ select: typeof userViewFields }>): UserView {
  const { tenant, attributes, disabledAt, lastSignedInAt, createdAt, ...rest } = row;
  return {
    ...rest,
    tenantKey: tenant?.key ?? null,
    tenantName: tenant?.name ?? null,
    attributes: attributes as UserView["attributes"],
    disabledAt: disabledAt?.toISOString() ?? null,
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
