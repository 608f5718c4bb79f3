import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { creatorOf } from "./dashboard-creator";

const snapshotSelect = {
  title: true,
  description: true,
  filters: true,
  version: true,
  cards: {
    select: {
      id: true,
      kind: true,
      title: true,
      description: true,
      connectionId: true,
      sql: true,
      options: true,
      layout: true,
    },
    orderBy: { id: "asc" },
  },
} satisfies Prisma.DashboardSelect;

/** Keeps a dashboard as it is now, under its version number. Shares and secrets are no part of a version. */
export async function writeVersion(transaction: Transaction, actor: Actor, dashboardId: string): Promise<void> {
  const { version, ...snapshot } = await transaction.dashboard.findUniqueOrThrow({
    where: { id: dashboardId },
    select: snapshotSelect,
  });
  await transaction.dashboardVersion.create({
    data: {
      dashboardId,
      number: version,
      snapshot: snapshot as Prisma.InputJsonObject,
      createdById: creatorOf(actor),
    },
  });
}
