import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { can } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { actorAgain } from "@/lib/identity/actor-again";
import { log } from "@/lib/log";
import type { ImportKind } from "@/prisma/client/enums";
import { importPermission } from "./import-permission";
import type { PlannedLine } from "./planned-line";
import { type ToldLine, writeLines } from "./write-lines";

/** Lines between two looks at whether to go on, and how many of them are under way together. */
const batchSize = 20;
const atOnce = 4;

/**
 * Brings in the lines of an import one batch after the other, and writes down after each how far it is. Stops when it is
 * cancelled, and when whoever started it may not do so any more: what is in then stays.
 */
export async function runImport(
  actor: Actor,
  importId: string,
  kind: ImportKind,
  lines: readonly PlannedLine[],
): Promise<void> {
  let stopReason: string | null = null;
  try {
    stopReason = await runLines(actor, importId, kind, lines);
  } catch (error) {
    stopReason = "Something went wrong on our side. What was imported until then is there.";
    log.error({ err: error, importId }, "an import broke off");
  }
  await database.$transaction(async (tx) => {
    const { done, failed, total } = await tx.import.update({
      where: { id: importId },
      data: { finishedAt: now(), stopReason },
      select: { done: true, failed: true, total: true },
    });
    const details = { kind, lines: total, imported: done - failed, failed };
    await recordAuditEvent(tx, actor, { action: "import.finished", targetId: importId, details });
  });
}

/** Why it ended early; null at its end, or when it was cancelled. */
async function runLines(
  actor: Actor,
  importId: string,
  kind: ImportKind,
  lines: readonly PlannedLine[],
): Promise<string | null> {
  for (let start = 0; start < lines.length; start += batchSize) {
    const current = await actorAgain(actor);
    if (!current || !can(current, importPermission[kind])) return "Whoever started it may not import any more.";
    const batch = lines.slice(start, start + batchSize);
    const outcomes: ToldLine[] = [];
    for (let next = 0; next < batch.length; next += atOnce) {
      outcomes.push(...(await Promise.all(batch.slice(next, next + atOnce).map((line) => bringIn(current, line)))));
    }
    if (await noteOutcomes(importId, outcomes)) return null;
  }
  return null;
}

async function bringIn(actor: Actor, planned: PlannedLine): Promise<ToldLine> {
  try {
    return { planned, message: null, link: await planned.write(actor) };
  } catch (error) {
    if (error instanceof DomainError) return { planned, message: error.message, link: null };
    log.error({ err: error }, "a line could not be imported");
    return { planned, message: "Something went wrong on our side", link: null };
  }
}

/** Whether the import was cancelled meanwhile. */
async function noteOutcomes(importId: string, outcomes: readonly ToldLine[]): Promise<boolean> {
  const told = outcomes.filter(({ message, link }) => message !== null || link !== null);
  const gone = await database.$transaction(async (tx) => {
    await writeLines(tx, importId, told);
    const failed = outcomes.filter(({ message }) => message !== null).length;
    return tx.import.update({
      where: { id: importId },
      data: { done: { increment: outcomes.length }, failed: { increment: failed }, seenAt: now() },
      select: { cancelledAt: true },
    });
  });
  return gone.cancelledAt !== null;
}
