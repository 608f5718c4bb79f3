import { endWorkingChildren } from "./child-processes.mjs";

/** npm hands a Ctrl-C on, after the terminal has sent it to the whole group: the second one is not a person's. */
const echoMilliseconds = 1000;

/**
 * Listens for the wish to end (Ctrl-C, a service manager, a closed terminal): stops the work that is being done, and tells
 * the caller, who ends the rest in order.
 *
 * @param onImpatience called when a person asks a second time
 */
export function listenForInterruption(onImpatience) {
  let since = null;
  let tell;
  const happened = new Promise((resolve) => {
    tell = resolve;
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (since === null) {
        since = Date.now();
        tell();
        void endWorkingChildren();
      } else if (Date.now() - since > echoMilliseconds) {
        onImpatience();
      }
    });
  }
  return { happened, isInterrupted: () => since !== null };
}
