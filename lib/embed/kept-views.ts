import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { LRUCache } from "lru-cache";
import { queueEventsAgain, type RepeatableEvents } from "@/lib/audit/audit-queue";
import { hasChangedSince } from "@/lib/audit/recent-changes";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";
import { effort, leastCompressedBytes } from "./compressed-lines";
import { dataHeaders } from "./data-headers";

/** Everything of a request that decides what it is answered. */
export interface ViewRequest {
  readonly authorization: string;
  /** Path and query. */
  readonly address: string;
  readonly body: string;
}

/** An answer ready to be sent; header names and values take turns. */
export interface ReadyView {
  readonly headers: readonly string[];
  readonly bytes: Buffer;
}

interface KeptView {
  readonly plain: ReadyView;
  compressed?: ReadyView;
  readonly decidedAt: number;
  /** The end of the token, or of the first answer in it that grows old. */
  readonly until: number;
  readonly events: RepeatableEvents;
}

/**
 * What decided a view may have been 4.5 s old when it did (`RecentReads`); with this, changes of other instances count
 * within 5 s. Commands of this process count at once.
 */
const lifetimeMilliseconds = 500;

/** How long others wait for the one who decides a view anew; a slow source must not hold up whom it would answer. */
const waitMilliseconds = 50;

const views = processState(
  "kept-views",
  () =>
    new LRUCache<string, KeptView>({
      maxSize: 64 * 1_048_576,
      sizeCalculation: ({ plain }) => 2 * plain.bytes.byteLength + 2_048,
    }),
);

interface Decision {
  readonly over: Promise<void>;
  readonly end: () => void;
}

/** The views that somebody decides anew right now. */
const decisions = processState("view-decisions", () => new Map<string, Decision>());

/**
 * The name of a view: equal for the same token asking the same, and telling nothing about the token. Headers other than
 * these change no answer.
 */
export function viewName({ authorization, address, body }: ViewRequest): string {
  return createHash("sha256").update(`${authorization}\n${address}\n${body}`).digest("base64url");
}

/** Remembers a whole answer for those who ask the same in a moment. */
export function keepView(name: string, lines: Buffer, facts: Pick<KeptView, "decidedAt" | "until" | "events">): void {
  views.set(name, { plain: readyView(lines), ...facts });
  decisions.get(name)?.end();
}

function readyView(bytes: Buffer, encoding: readonly string[] = []): ReadyView {
  const length = ["Content-Length", String(bytes.byteLength)];
  return { headers: [...Object.entries(dataHeaders).flat(), ...encoding, ...length], bytes };
}

/**
 * The answer that was given to the same request less than half a second ago, when nothing has changed since that could
 * have decided it otherwise; null to decide anew. The audit counts the view as it counts every other.
 */
export function findKeptView(name: string, acceptsGzip: boolean): ReadyView | null {
  const view = views.get(name);
  if (!view) return null;
  const time = now().getTime();
  const age = time - view.decidedAt;
  const isGood = age >= 0 && age < lifetimeMilliseconds && time < view.until && !hasChangedSince(view.decidedAt);
  if (!isGood) return null;
  queueEventsAgain(view.events);
  const { bytes } = view.plain;
  if (!acceptsGzip || bytes.byteLength < leastCompressedBytes) return view.plain;
  view.compressed ??= readyView(gzipSync(bytes, { level: effort }), ["Content-Encoding", "gzip"]);
  return view.compressed;
}

/**
 * When a view that was kept has to be decided anew, one of those who ask decides and the others wait for that: `null`
 * for the one, and for the others what resolves when there is a view to find again, or after 50 ms, when they go on by
 * themselves. Whoever asks for what was never kept waits for nobody.
 */
export function waitForView(name: string): Promise<void> | null {
  // After a command there is nothing to be found for a while, whoever decides.
  if (!views.has(name) || hasChangedSince(now().getTime())) return null;
  const current = decisions.get(name);
  if (current) return current.over;
  let resolve: () => void = () => undefined;
  const over = new Promise<void>((done) => {
    resolve = done;
  });
  const end = () => {
    clearTimeout(timer);
    decisions.delete(name);
    resolve();
  };
  const timer = setTimeout(end, waitMilliseconds);
  decisions.set(name, { over, end });
  return null;
}
