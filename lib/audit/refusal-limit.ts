import { LRUCache } from "lru-cache";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";

const windowMilliseconds = 60_000;
const mostOfOneKind = 5;
const mostKinds = 10_000;
/** Of one tenant, or of whoever belongs to none: nobody keeps other tenants' refusals out of the audit. */
const mostOfOneHome = 100;
const mostHomes = 10_000;
/** A kind that was not seen for so long is not waited for any more. */
const waitMilliseconds = 5 * windowMilliseconds;

/** Whether somebody known was refused, or whoever could not say who they are: neither crowds out the other. */
export type RefusedSide = "known" | "stranger";

const mostInAll: Readonly<Record<RefusedSide, number>> = { known: 300, stranger: 60 };

interface Window {
  readonly startedAt: number;
  count: number;
}

interface Windows {
  readonly kinds: LRUCache<string, Window>;
  readonly homes: LRUCache<string, Window>;
  all: Window;
  /** Refusals that no event tells of and whose kind is forgotten or was never reached. */
  leftOut: number;
}

const never = Number.NEGATIVE_INFINITY;

function newWindows(): Windows {
  const windows: Windows = {
    kinds: new LRUCache<string, Window>({
      max: mostKinds,
      dispose: ({ count }, _, reason) => {
        if (reason === "evict") windows.leftOut += unrecordedOf(count);
      },
    }),
    homes: new LRUCache<string, Window>({ max: mostHomes }),
    all: { startedAt: never, count: 0 },
    leftOut: 0,
  };
  return windows;
}

const sides = processState<Record<RefusedSide, Windows>>("refusal-windows", () => ({
  known: newWindows(),
  stranger: newWindows(),
}));

/**
 * Whether one more refusal of this kind is written down, and how many of its kind were not since the last one that was:
 * five a minute of one kind, a hundred of one home, and in this process 300 a minute of known actors and 60 of strangers,
 * so that nobody floods the audit by being refused.
 *
 * @param home whose people are refused; strangers have none
 * @returns null when it is only counted
 */
export function admitRefusal(kind: string, side: RefusedSide, home?: string): { readonly unrecorded: number } | null {
  const windows = sides[side];
  const at = now().getTime();
  const before = windows.kinds.get(kind);
  const own = before && isOpen(before, at) ? before : { startedAt: at, count: 0 };
  if (!isOpen(windows.all, at)) windows.all = { startedAt: at, count: 0 };
  if (own !== before) windows.kinds.set(kind, own);
  own.count += 1;
  if (own.count > mostOfOneKind) return null;
  const unrecorded = own !== before ? unrecordedOf(before?.count ?? 0) : 0;
  if (isWithinHome(windows, home, at)) {
    windows.all.count += 1;
    if (windows.all.count <= mostInAll[side]) return { unrecorded };
  }
  windows.leftOut += 1 + unrecorded;
  return null;
}

function isWithinHome({ homes }: Windows, home: string | undefined, at: number): boolean {
  if (home === undefined) return true;
  const known = homes.get(home);
  const own = known && isOpen(known, at) ? known : { startedAt: at, count: 0 };
  if (own !== known) homes.set(home, own);
  own.count += 1;
  return own.count <= mostOfOneHome;
}

/** How many refusals no event tells of and none will, because their kind has not come back; each is told once. */
export function takeLeftOutRefusals(): Readonly<Record<RefusedSide, number>> {
  return { known: takeFrom(sides.known), stranger: takeFrom(sides.stranger) };
}

function takeFrom(windows: Windows): number {
  const over = now().getTime() - waitMilliseconds;
  for (const [kind, { startedAt, count }] of windows.kinds.entries()) {
    if (startedAt > over) continue;
    windows.leftOut += unrecordedOf(count);
    windows.kinds.delete(kind);
  }
  const { leftOut } = windows;
  windows.leftOut = 0;
  return leftOut;
}

function unrecordedOf(count: number): number {
  return Math.max(0, count - mostOfOneKind);
}

function isOpen({ startedAt }: Window, at: number): boolean {
  return at >= startedAt && at < startedAt + windowMilliseconds;
}
