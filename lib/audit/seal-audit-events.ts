import { database, type Transaction } from "@/lib/database";
import { log } from "@/lib/log";
import { type ChainedEvent, chainedFields, chainHash, chainOf } from "./chain-hash";
import { type ChainState, emptyChain, isSigned, signChain, toChainState } from "./chain-state";

const batchSize = 1_000;
const batchTimeoutMilliseconds = 60_000;
/** Held by whoever seals, for one batch: of several instances one works, and the others come back later. */
const sealerLock = 7_206_517;

/** The places that a batch of events was given. */
interface Place {
  readonly id: string;
  readonly chainId: string;
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Gives every committed audit event its place in the chain of its tenant, or of the organization, and returns how many
 * got one. Writers never wait for it: events without a place are gathered in batches, one process at a time, and one that
 * is committed late gets a later place. A chain whose recorded end was tampered with is not built upon.
 *
 * @param options.mostMilliseconds no batch is begun after so long; the rest waits for the next call
 */
export async function sealAuditEvents({ mostMilliseconds = Number.POSITIVE_INFINITY } = {}): Promise<number> {
  const startedAt = performance.now();
  const broken = new Set<string>();
  let sealed = 0;
  for (;;) {
    const batch = await sealBatch(broken);
    sealed += batch.sealed;
    if (!batch.more || performance.now() - startedAt >= mostMilliseconds) return sealed;
  }
}

function sealBatch(broken: Set<string>): Promise<{ sealed: number; more: boolean }> {
  return database.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ held: boolean }[]>`SELECT pg_try_advisory_xact_lock(${sealerLock}) AS held`;
      if (!lock?.held) return { sealed: 0, more: false };
      const events = await withoutPlace(tx, broken);
      const chains = await lockChains(tx, events);
      for (const [id, chain] of chains) {
        if (chain === "broken") {
          broken.add(id);
          log.error({ chain: id }, "the end of an audit chain was changed from outside; it is not built upon");
        }
      }
      const places = placesFor(events, chains);
      await writePlaces(tx, places);
      await writeChains(
        tx,
        [...chains.values()].filter((chain) => chain !== "broken"),
      );
      return { sealed: places.length, more: events.length === batchSize };
    },
    { timeout: batchTimeoutMilliseconds },
  );
}

/** In the order of their index, which is about that of writing, whatever the planner believes about the table. */
async function withoutPlace(transaction: Transaction, broken: ReadonlySet<string>): Promise<ChainedEvent[]> {
  const others = { notIn: [...broken] };
  const events = await transaction.auditEvent.findMany({
    where: { chainId: null, OR: [{ tenantId: others }, { tenantId: null, organizationId: others }] },
    orderBy: [{ chainId: "asc" }, { chainSequence: "asc" }],
    take: batchSize,
    select: chainedFields,
  });
  return events.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** The present ends of the chains of these events, kept from everybody else until the transaction ends. */
async function lockChains(
  transaction: Transaction,
  events: readonly ChainedEvent[],
): Promise<Map<string, ChainState | "broken">> {
  const organizations = new Map(events.map((event) => [chainOf(event), event.organizationId]));
  const ids = [...organizations.keys()];
  await transaction.$queryRaw`SELECT id FROM audit_chains WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const rows = await transaction.auditChain.findMany({ where: { id: { in: ids } } });
  const known = new Map(rows.map((row) => [row.id, isSigned(row) ? toChainState(row) : ("broken" as const)]));
  return new Map([...organizations].map(([id, organization]) => [id, known.get(id) ?? emptyChain(id, organization)]));
}

/** Moves the ends of the chains on, event by event. */
function placesFor(events: readonly ChainedEvent[], chains: Map<string, ChainState | "broken">): Place[] {
  const places: Place[] = [];
  for (const event of events) {
    const chainId = chainOf(event);
    const chain = chains.get(chainId);
    if (!chain || chain === "broken") continue;
    const sequence = chain.length + 1;
    const hash = chainHash({ chainId, sequence, previousHash: chain.headHash }, event);
    places.push({ id: event.id, chainId, sequence, hash });
    chains.set(chainId, { ...chain, length: sequence, headHash: hash });
  }
  return places;
}

async function writePlaces(transaction: Transaction, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  const written = await transaction.$executeRaw`
    UPDATE audit_events AS e SET chain_id = p."chainId", chain_sequence = p.sequence, chain_hash = p.hash
    FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS p(id uuid, "chainId" uuid, sequence bigint, hash text)
    WHERE e.id = p.id AND e.chain_id IS NULL`;
  if (written !== places.length) throw new Error("Some audit events were sealed by somebody else");
}

async function writeChains(transaction: Transaction, chains: readonly ChainState[]): Promise<void> {
  if (chains.length === 0) return;
  const rows = chains.map((chain) => ({ ...chain, seal: signChain(chain) }));
  await transaction.$executeRaw`
    INSERT INTO audit_chains (id, organization_id, length, head_hash, removed_hash, seal_ciphertext)
    SELECT c.id, c."organizationId", c.length, c."headHash", c."removedHash", c.seal
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(id uuid, "organizationId" uuid, length bigint,
      "headHash" text, "removedHash" text, seal text)
    ON CONFLICT (id) DO UPDATE
    SET length = excluded.length, head_hash = excluded.head_hash, seal_ciphertext = excluded.seal_ciphertext`;
}
