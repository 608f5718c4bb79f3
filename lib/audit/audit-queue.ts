import { AsyncLocalStorage } from "node:async_hooks";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { uuidv7 } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { type AuditEventInput, auditRow, systemRow } from "./audit-row";

const flushMilliseconds = 500;
const largestBatch = 1_000;
const largestQueue = 50_000;

type AuditRow = Prisma.AuditEventCreateManyInput;

/** An event on its way to the table. */
interface Queued {
  readonly row: AuditRow;
  /** How often it happened while it waited. */
  times: number;
  isWaiting: boolean;
}

interface AuditQueue {
  rows: Queued[];
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
  enqueue(auditRow(actor, event));
}

/** The same for what no known actor stands behind. */
export function queueSystemEvent(organizationId: string, event: AuditEventInput): void {
  enqueue(systemRow(organizationId, event));
}

function enqueue(row: AuditRow): void {
  const queued = push(row);
  collecting.getStore()?.push({ row, queued });
}

function push(row: AuditRow): Queued {
  if (queue.rows.length >= largestQueue) throw new Error("The audit queue is full");
  const queued = { row: { id: uuidv7(), occurredAt: now(), ...row }, times: 1, isWaiting: true };
  queue.rows.push(queued);
  queue.timer ??= setTimeout(() => void flushAuditQueue(), flushMilliseconds);
  return queued;
}

/** Events that may happen again, just as they did. */
export type RepeatableEvents = { readonly row: AuditRow; queued: Queued }[];

const collecting = processState("audit-collecting", () => new AsyncLocalStorage<RepeatableEvents>());

/** Runs `work` and adds the events that it queues to `events`, for `queueEventsAgain`. */
export function collectEvents<T>(events: RepeatableEvents, work: () => T): T {
  return collecting.run(events, work);
}

/**
 * Notes that the same happened once more. While the first of them waits to be written they become one event, whose
 * details say how many `times`: a view that comes a thousand times in half a second is one line that says so.
 */
export function queueEventsAgain(events: RepeatableEvents): void {
  for (const event of events) {
    if (event.queued.isWaiting) event.queued.times += 1;
    else event.queued = push(event.row);
  }
}

/** Writes everything that waits; resolves when it is in the database or was put back for the next try. */
export function flushAuditQueue(): Promise<void> {
  if (queue.timer) clearTimeout(queue.timer);
  queue.timer = null;
  queue.writing = queue.writing.then(writeBatches);
  return queue.writing;
}

/** Writes what waits now. What comes meanwhile has a time of its own to wait, or events would never become one. */
async function writeBatches(): Promise<void> {
  let left = queue.rows.length;
  while (left > 0) {
    const batch = queue.rows.splice(0, Math.min(left, largestBatch));
    left -= batch.length;
    for (const queued of batch) queued.isWaiting = false;
    try {
      await writeBatch(batch.map(rowOf));
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

function rowOf({ row, times }: Queued): AuditRow {
  return times === 1 ? row : { ...row, details: { ...(row.details as object), times } };
}

/** One value for all rows: a parameter for each column of each would cost more than the queries that are noted. */
async function writeBatch(batch: readonly AuditRow[]): Promise<void> {
  await database.$executeRaw`
    INSERT INTO audit_events (id, organization_id, tenant_id, project_id, actor_kind, actor_id, actor_name, action,
      target_id, target_name, details, occurred_at)
    SELECT r.id, r."organizationId", r."tenantId", r."projectId", r."actorKind", r."actorId", r."actorName", r.action,
      r."targetId", r."targetName", r.details, r."occurredAt"
    FROM jsonb_to_recordset(${JSON.stringify(batch, writableText)}::jsonb) AS r(id uuid, "organizationId" uuid,
      "tenantId" uuid, "projectId" uuid, "actorKind" text, "actorId" text, "actorName" text, action text,
      "targetId" text, "targetName" text, details jsonb, "occurredAt" timestamptz)
    ON CONFLICT DO NOTHING`;
}

/** One name that no database can hold must not keep all events from being written. */
function writableText(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.replace(/[\0\p{Surrogate}]/gu, "\ufffd") : value;
}
