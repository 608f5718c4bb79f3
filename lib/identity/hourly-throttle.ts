import { LRUCache } from "lru-cache";
import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";

interface Window {
  readonly endsAt: number;
  count: number;
}

const windowMilliseconds = 60 * 60_000;
const rememberedKeys = 50_000;
const windows = processState("hourly-throttle", () => new LRUCache<string, Window>({ max: rememberedKeys }));

/** Counts one request for a key such as `reset-email:a@b.example`, and says whether it is within `most` an hour. */
export function isWithinHourly(key: string, most: number): boolean {
  const time = now().getTime();
  let window = windows.get(key);
  if (!window || window.endsAt <= time) {
    window = { endsAt: time + windowMilliseconds, count: 0 };
    windows.set(key, window);
  }
  window.count += 1;
  return window.count <= most;
}
