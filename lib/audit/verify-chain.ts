import { database, type Transaction } from "@/lib/database";
import { Prisma } from "@/prisma/client/client";
import { chainedFields, chainHash } from "./chain-hash";
import { type ChainState, emptyChain, isSigned, toChainState } from "./chain-state";

/** What is wrong at a place of a chain: `sequence` is that of the event, or of the first one concerned. */
export interface ChainFault {
  readonly sequence: number;
  readonly message: string;
}

/** An end of the chain as it was noted down elsewhere, earlier. */
export interface ChainAnchor {
  readonly chain: string;
  readonly length: number;
  readonly hash: string;
}

export interface ChainReport {
  readonly state: ChainState;
  /** How many events were read. */
  readonly events: number;
  /** In the order of the chain; only the first ones of very many. */
  readonly faults: readonly ChainFault[];
  readonly faultCount: number;
}

const batchSize = 2_000;
const mostFaultsKept = 20;
const longestMilliseconds = 6 * 60 * 60 * 1000;

/** Keeps the first faults and counts all. */
class Faults {
  readonly kept: ChainFault[] = [];
  count = 0;

  add(sequence: number, message: string): void {
    this.count += 1;
    if (this.kept.length < mostFaultsKept) this.kept.push({ sequence, message });
  }
}

/**
 * Reads a whole chain as it is at one moment, in bounded memory, and reports every event that was edited, moved, removed or
 * put in since it was sealed, and an end that was cut off or changed. Sealing and retention may go on meanwhile.
 *
 * What nobody who has only the database can forge is the signature of the chain's end. Whoever also has the encryption key,
 * or puts an older state of the whole database back, is found only by comparing with an end that was noted elsewhere:
 * `anchor`.
 */
export function verifyChain(id: string, organizationId: string, anchor?: ChainAnchor): Promise<ChainReport> {
  return database.$transaction((tx) => readChain(tx, emptyChain(id, organizationId), anchor), {
    isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
    timeout: longestMilliseconds,
  });
}

async function readChain(
  transaction: Transaction,
  none: ChainState,
  anchor: ChainAnchor | undefined,
): Promise<ChainReport> {
  const faults = new Faults();
  const row = await transaction.auditChain.findUnique({ where: { id: none.id } });
  const state = row ? toChainState(row) : none;
  if (!row) faults.add(1, "the chain's recorded beginning and end are gone");
  else if (!isSigned(row)) faults.add(state.length, "the chain's recorded beginning or end was changed");
  checkAnchor(state, anchor, faults);

  const reached = { sequence: state.removedLength, hash: state.removedHash };
  let events = 0;
  let last = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await transaction.auditEvent.findMany({
      where: { chainId: state.id, chainSequence: { gt: last } },
      orderBy: { chainSequence: "asc" },
      take: batchSize,
      select: { ...chainedFields, chainSequence: true, chainHash: true },
    });
    for (const event of rows) {
      const sequence = Number(event.chainSequence);
      events += 1;
      if (sequence <= state.removedLength) faults.add(sequence, "was put in where retention had removed the events");
      else if (sequence > state.length) faults.add(sequence, "was put in behind the chain's end");
      else {
        const gap = sequence > reached.sequence + 1;
        if (gap) faults.add(reached.sequence + 1, missing(reached.sequence + 1, sequence - 1));
        const place = { chainId: state.id, sequence, previousHash: reached.hash };
        if (!gap && chainHash(place, event) !== event.chainHash) faults.add(sequence, "is not what was sealed there");
        reached.sequence = sequence;
        reached.hash = event.chainHash ?? "";
        if (anchor?.length === sequence && anchor.hash !== reached.hash) faults.add(sequence, otherThanAnchor);
      }
    }
    if (rows.length < batchSize) break;
    last = Number(rows.at(-1)?.chainSequence);
  }
  const placeless = await transaction.auditEvent.count({ where: { chainId: state.id, chainSequence: null } });
  if (placeless > 0) faults.add(state.length, `${placeless} events were put in without a place`);
  if (reached.sequence < state.length) {
    faults.add(reached.sequence + 1, `cut off: ${missing(reached.sequence + 1, state.length)}`);
  } else if (reached.hash !== state.headHash) faults.add(state.length, "is not the end that was recorded");
  return { state, events, faults: faults.kept, faultCount: faults.count };
}

const otherThanAnchor = "is not what was noted down elsewhere: the chain was written anew";

function checkAnchor(state: ChainState, anchor: ChainAnchor | undefined, faults: Faults): void {
  if (!anchor) return;
  if (anchor.length > state.length) {
    faults.add(state.length + 1, `cut off: ${missing(state.length + 1, anchor.length)}, as was noted down elsewhere`);
  }
  if (anchor.length === state.removedLength && anchor.hash !== state.removedHash) {
    faults.add(anchor.length, otherThanAnchor);
  }
}

function missing(first: number, last: number): string {
  return first === last ? `${first} is missing` : `${first} to ${last} are missing`;
}
