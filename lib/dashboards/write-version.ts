import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { creatorOf } from "./dashboard-creator";
import { cardSelect, toDefinition } from "./dashboard-view";

const snapshotSelect = {
  title: true,
  description: true,
  filters: true,
  tabs: true,
  settings: true,
  version: true,
  cards: { select: cardSelect, orderBy: { id: "asc" } },
} satisfies Prisma.DashboardSelect;

/** Keeps a dashboard as it is now, under its version number. Shares and secrets are no part of a version. */
export async function writeVersion(
  transaction: Transaction,
  actor: Actor,
  dashboardId: string,
  note = "",
): Promise<void> {
  const { version, cards, ...texts } = await transaction.dashboard.findUniqueOrThrow({
    where: { id: dashboardId },
    select: snapshotSelect,
  });
  const snapshot = { ...texts, cards: cards.map((card) => toDefinition(card, true)) };
  await transaction.dashboardVersion.create({
    data: {
      dashboardId,
      number: version,
      snapshot: snapshot as Prisma.InputJsonObject,
      createdById: creatorOf(actor),
      note,
    },
  });
}
