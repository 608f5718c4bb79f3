import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { chainedFields, chainHash } from "./chain-hash";
import { type ChainState, isSigned, signChain, toChainState } from "./chain-state";
import { recordSystemEvent } from "./record-system-event";

const batchSize = 5_000;
const batchTimeoutMilliseconds = 60_000;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Removes the events older than `BULKHEAD_AUDIT_RETENTION_DAYS` from the beginning of each chain, and returns how many went.
 * Nothing is removed without that setting. A chain stays provable: its recorded and signed beginning moves on to the last
 * event that was removed, on whose hash the first one kept builds, and the removal is an event of the same chain. An old
 * event behind a younger one waits for it, and a beginning that does not verify is evidence and stays. Each chain is
 * looked at once a day, so that the removals do not fill the audit themselves.
 */
export async function removeOldEvents(): Promise<number> {
  const days = env().BULKHEAD_AUDIT_RETENTION_DAYS;
  if (days === undefined) return 0;
  const before = new Date(now().getTime() - days * dayMilliseconds);
  const yesterday = new Date(now().getTime() - dayMilliseconds);
  const chains = await database.auditChain.findMany({
    where: { OR: [{ removedAt: null }, { removedAt: { lte: yesterday } }] },
    select: { id: true },
  });
  let removed = 0;
  for (const { id } of chains) {
    let batch: number;
    do {
      batch = await removeBatch(id, before);
      removed += batch;
    } while (batch === batchSize);
  }
  return removed;
}

function removeBatch(id: string, before: Date): Promise<number> {
  return database.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM audit_chains WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await tx.auditChain.findUniqueOrThrow({ where: { id } });
      const chain = toChainState(row);
      const shorter = isSigned(row) ? await withoutOldEvents(tx, chain, before) : null;
      if (!shorter) {
        log.error({ chain: id }, "the beginning of an audit chain was changed; nothing of it is removed");
        return 0;
      }
      const count = shorter.removedLength - chain.removedLength;
      if (count > 0) await remove(tx, shorter, { count, before });
      return count;
    },
    { timeout: batchTimeoutMilliseconds },
  );
}

/** The chain as it would begin behind its oldest events; null when they are not what was sealed. */
async function withoutOldEvents(transaction: Transaction, chain: ChainState, before: Date): Promise<ChainState | null> {
  const events = await transaction.auditEvent.findMany({
    where: { chainId: chain.id, chainSequence: { gt: chain.removedLength, lte: chain.length } },
    orderBy: { chainSequence: "asc" },
    take: batchSize,
    select: { ...chainedFields, chainSequence: true, chainHash: true },
  });
  let sequence = chain.removedLength;
  let previousHash = chain.removedHash;
  for (const event of events) {
    if (event.occurredAt >= before) break;
    sequence += 1;
    const hash = chainHash({ chainId: chain.id, sequence, previousHash }, event);
    if (Number(event.chainSequence) !== sequence || event.chainHash !== hash) return null;
    previousHash = hash;
  }
  return { ...chain, removedLength: sequence, removedHash: previousHash };
}

async function remove(
  transaction: Transaction,
  chain: ChainState,
  { count, before }: { readonly count: number; readonly before: Date },
): Promise<void> {
  const { id, organizationId, removedLength, removedHash } = chain;
  await transaction.$executeRaw`SELECT set_config('bulkhead.audit_retention', 'on', true)`;
  await transaction.auditEvent.deleteMany({ where: { chainId: id, chainSequence: { lte: removedLength } } });
  await transaction.auditChain.update({
    where: { id },
    data: { removedLength, removedHash, removedAt: now(), sealCiphertext: signChain(chain) },
    select: { id: true },
  });
  await recordSystemEvent(transaction, organizationId, {
    action: "audit.events_removed",
    tenantId: id === organizationId ? null : id,
    details: { events: count, through: removedLength, hash: removedHash, before: before.toISOString() },
  });
}
