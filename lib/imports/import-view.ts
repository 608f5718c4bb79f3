import { secondsFromNow } from "@/lib/clock";
import type { Prisma } from "@/prisma/client/client";
import type { ImportView } from "./import-schema";
import { silentSeconds } from "./import-state";

/** What is read of an import's row for its view. */
export const importViewFields = {
  id: true,
  kind: true,
  invites: true,
  total: true,
  done: true,
  failed: true,
  createdAt: true,
  seenAt: true,
  cancelledAt: true,
  finishedAt: true,
  stopReason: true,
  startedBy: { select: { displayName: true } },
  _count: { select: { lines: { where: { linkCiphertext: { not: null } } } } },
} as const satisfies Prisma.ImportSelect;

type ImportRow = Prisma.ImportGetPayload<{ select: typeof importViewFields }>;

/** The row as those who may import see it. */
export function toImportView(row: ImportRow): ImportView {
  const { startedBy, createdAt, seenAt, cancelledAt, finishedAt, _count, ...rest } = row;
  return {
    ...rest,
    status: statusOf(row),
    linkCount: _count.lines,
    startedByName: startedBy?.displayName ?? null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

function statusOf({ finishedAt, cancelledAt, stopReason, seenAt, done, total }: ImportRow): ImportView["status"] {
  if (finishedAt === null) return seenAt <= secondsFromNow(-silentSeconds) ? "STOPPED" : "RUNNING";
  if (stopReason !== null) return "STOPPED";
  return cancelledAt !== null && done < total ? "CANCELLED" : "DONE";
}
