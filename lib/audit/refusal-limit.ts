import { LRUCache } from "lru-cache";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";

const windowMilliseconds = 60_000;
const mostOfOneKind = 5;
const mostInAll = 300;
const mostKinds = 10_000;

interface Window {
  readonly startedAt: number;
  count: number;
}

interface Windows {
  readonly kinds: LRUCache<string, Window>;
  all: Window;
}

const windows = processState<Windows>("refusal-windows", () => ({
  kinds: new LRUCache({ max: mostKinds }),
  all: { startedAt: Number.NEGATIVE_INFINITY, count: 0 },
}));

/**
 * Whether one more refusal of this kind is written down, and how many of its kind were not since the last one that was:
 * five a minute of one kind and 300 a minute in this process, so that nobody floods the audit by being refused.
 *
 * @returns null when it is only counted
 */
export function admitRefusal(kind: string): { readonly unrecorded: number } | null {
  const at = now().getTime();
  const before = windows.kinds.get(kind);
  const own = before && isOpen(before, at) ? before : { startedAt: at, count: 0 };
  if (!isOpen(windows.all, at)) windows.all = { startedAt: at, count: 0 };
  if (own !== before) windows.kinds.set(kind, own);
  own.count += 1;
  if (own.count > mostOfOneKind) return null;
  windows.all.count += 1;
  if (windows.all.count > mostInAll) return null;
  const unrecorded = own !== before ? Math.max(0, (before?.count ?? 0) - mostOfOneKind) : 0;
  return { unrecorded };
}

function isOpen({ startedAt }: Window, at: number): boolean {
  return at >= startedAt && at < startedAt + windowMilliseconds;
}
