import { now } from "@/lib/clock";
import { processState } from "@/lib/process-state";

const windowMilliseconds = 15 * 60_000;
const mostFailures = 50;
/** Beyond so many addresses the oldest are forgotten, so that an attacker with many cannot fill the memory. */
const mostAddresses = 10_000;

interface Failures {
  count: number;
  until: number;
}

const failures = processState("sign-in-failures", () => new Map<string, Failures>());

/** Whether an address has failed so often that no password of it is looked at: 50 times in 15 minutes. */
export function isThrottled(address: string): boolean {
  const known = failures.get(address);
  return known !== undefined && known.until > now().getTime() && known.count >= mostFailures;
}

/** Counts a failed sign-in against the address it came from. */
export function noteFailure(address: string): void {
  const time = now().getTime();
  const known = failures.get(address);
  if (known && known.until > time) {
    known.count += 1;
    return;
  }
  failures.delete(address);
  const oldest = failures.size >= mostAddresses ? failures.keys().next().value : undefined;
  if (oldest !== undefined) failures.delete(oldest);
  failures.set(address, { count: 1, until: time + windowMilliseconds });
}
