import { setMaxListeners } from "node:events";
import type { DomainError } from "@/lib/errors";
import type { RunOptions } from "./engine";
import { engineErrors } from "./engine-errors";

/** When one run has to stop, for whichever reason comes first. `end()` must be called, or a timer stays behind. */
export interface Deadline {
  /** Set once the run has to stop. */
  readonly reason: DomainError | undefined;
  /** One listener at a time: the step that is under way. Called at once when it is too late already. */
  onStop(listener: (reason: DomainError) => void): void;
  /** Settles as the promise does, or rejects with the reason the moment the run has to stop. */
  race<T>(promise: Promise<T>): Promise<T>;
  end(): void;
}

/**
 * Stops a run when its time is over or its caller leaves, whatever it is doing then: waiting for a connection,
 * connecting, running. Counted in milliseconds from now.
 */
export function startDeadline({
  timeoutMilliseconds,
  signal,
}: Pick<RunOptions, "timeoutMilliseconds" | "signal">): Deadline {
  let reason: DomainError | undefined;
  let listener: ((reason: DomainError) => void) | undefined;
  const stop = (why: DomainError) => {
    if (reason) return;
    reason = why;
    listener?.(why);
  };
  const timer = setTimeout(() => stop(engineErrors.timedOut()), timeoutMilliseconds);
  const onAbort = () => stop(engineErrors.cancelled());
  // One request asks for many cards under one signal; that is no leak, whatever Node guesses from eleven on.
  if (signal) setMaxListeners(0, signal);
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });

  const onStop = (next: (reason: DomainError) => void) => {
    listener = next;
    if (reason) next(reason);
  };
  return {
    get reason() {
      return reason;
    },
    onStop,
    race: <T>(promise: Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        onStop(reject);
        promise.then(resolve, reject);
      }),
    end: () => {
      clearTimeout(timer);
      listener = undefined;
      signal?.removeEventListener("abort", onAbort);
    },
  };
}
