import type { Prisma } from "@/prisma/client/client";

/**
 * Dashboards that would have no owner left without this person: nobody else owns them by name, without an end, enabled
 * and with a role that allows more than viewing.
 */
export function onlyOwnedBy(userId: string): Prisma.DashboardWhereInput {
  const able = { disabledAt: null, role: { not: "VIEWER" } } as const;
  return {
    shares: {
      some: { userId, level: "OWNER" },
      none: { level: "OWNER", expiresAt: null, scope: "USER", userId: { not: userId }, user: able },
    },
  };
}
