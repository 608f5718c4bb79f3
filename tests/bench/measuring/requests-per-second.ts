import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const worker = fileURLToPath(new URL("load-worker.mjs", import.meta.url));

/**
 * Requests that the server on this port answers in a second, asked over several kept connections from another thread.
 * Throws when an answer was not 200: then nothing was measured.
 */
export async function requestsPerSecond(
  port: number,
  request: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<number> {
  const load = new Worker(worker, { workerData: { port, request, connections } });
  try {
    await sleep(400);
    load.postMessage("count");
    const startedAt = performance.now();
    await sleep(seconds * 1000);
    const counted = new Promise<{ answers: number; failures: number }>((resolve) => load.once("message", resolve));
    load.postMessage("stop");
    const { answers, failures } = await counted;
    if (failures > 0) throw new Error(`${failures} requests failed`);
    return answers / ((performance.now() - startedAt) / 1000);
  } finally {
    await load.terminate();
  }
}
