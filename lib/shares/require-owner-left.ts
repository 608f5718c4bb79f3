import type { Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";

/**
 * Makes sure that a dashboard keeps an owner who can act: a person, enabled, whose role allows more than viewing, and
 * whose share does not end by itself. Called after an OWNER share went or shrank, while the dashboard is locked, so
 * that two people who remove each other at once do not both succeed.
 *
 * @throws DomainError `conflict`
 */
export async function requireOwnerLeft(transaction: Transaction, dashboardId: string): Promise<void> {
  const owners = await transaction.share.count({
    where: {
      dashboardId,
      scope: "USER",
      level: "OWNER",
      expiresAt: null,
      user: { disabledAt: null, role: { not: "VIEWER" } },
    },
  });
  if (owners === 0) {
    throw new DomainError(
      "conflict",
      "A dashboard always has an owner. Make somebody else OWNER without an end first.",
    );
  }
}
