import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const client = fileURLToPath(new URL("load-client.mjs", import.meta.url));

export interface Throughput {
  /** Requests a second, as a clock on the wall counts them. */
  readonly perSecond: number;
  /** Requests a second of this process's CPU time: what others do on the machine counts less there. */
  readonly perCpuSecond: number;
}

/**
 * How many requests the server on this port, in this process, answers when another process asks over several kept
 * connections. Throws when an answer was not 200: then nothing was measured.
 */
export async function throughput(
  port: number,
  request: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Throughput> {
  const load = fork(client, [JSON.stringify({ port, request, connections })], { execArgv: [] });
  try {
    await sleep(700);
    load.send("count");
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    await sleep(seconds * 1000);
    const { user, system } = process.cpuUsage(cpu);
    const passed = (performance.now() - startedAt) / 1000;
    const counted = new Promise<{ answers: number; failures: number }>((resolve) => {
      load.once("message", (message) => resolve(message as { answers: number; failures: number }));
    });
    load.send("stop");
    const { answers, failures } = await counted;
    if (failures > 0) throw new Error(`${failures} requests failed`);
    return { perSecond: answers / passed, perCpuSecond: answers / ((user + system) / 1e6) };
  } finally {
    load.kill();
  }
}
