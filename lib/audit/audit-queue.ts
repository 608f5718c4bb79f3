import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { uuidv7 } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { type AuditEventInput, auditRow } from "./record-audit-event";

const flushMilliseconds = 500;
const largestBatch = 1_000;
const largestQueue = 50_000;

interface AuditQueue {
  rows: Prisma.AuditEventCreateManyInput[];
  timer: NodeJS.Timeout | null;
  /** The write under way, so that a flush can wait for it. */
  writing: Promise<void>;
}

const queue = processState<AuditQueue>("audit-queue", () => ({ rows: [], timer: null, writing: Promise.resolve() }));

/**
 * Notes a query or a view without making the reader wait: written within 500 ms, in batches, and at shutdown.
 * When the database cannot be written to, at most 50,000 events wait; beyond that, the call throws and the read it
 * belongs to fails, because an unrecorded read is worse than none.
 */
export function queueAuditEvent(actor: Actor, event: AuditEventInput): void {
  if (queue.rows.length >= largestQueue) throw new Error("The audit queue is full");
  queue.rows.push({ id: uuidv7(), occurredAt: now(), ...auditRow(actor, event) });
  queue.timer ??= setTimeout(() => void flushAuditQueue(), flushMilliseconds);
}

/** Writes everything that waits; resolves when it is in the database or was put back for the next try. */
export function flushAuditQueue(): Promise<void> {
  if (queue.timer) clearTimeout(queue.timer);
  queue.timer = null;
  queue.writing = queue.writing.then(writeBatches);
  return queue.writing;
}

async function writeBatches(): Promise<void> {
  while (queue.rows.length > 0) {
    const batch = queue.rows.splice(0, largestBatch);
    try {
      await database.auditEvent.createMany({ data: batch, skipDuplicates: true });
    } catch (error) {
      queue.rows.unshift(...batch);
      queue.timer ??= setTimeout(() => void flushAuditQueue(), flushMilliseconds);
      log.error(
        { code: (error as { code?: string }).code, waiting: queue.rows.length },
        "audit events could not be written",
      );
      return;
    }
  }
}
