import { type ChildProcess, spawn } from "node:child_process";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import { workerCommand } from "./worker-command";
import type { WorkerRequest, WorkerResponse, WorkerSettings } from "./worker-protocol";

type Work = Exclude<WorkerRequest, { kind: "cancel" }>;
type WorkWithoutId = Work extends infer Each ? (Each extends Work ? Omit<Each, "id"> : never) : never;
type Answer = Exclude<WorkerResponse, { kind: "ready" }>;

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  stuck?: NodeJS.Timeout;
}

interface Worker {
  readonly child: ChildProcess;
  readonly pending: Map<number, Pending>;
}

interface State {
  worker?: Worker | undefined;
  lastId: number;
}

export interface Asked {
  readonly answer: Promise<Answer>;
  /** Stops the query in the engine; a worker that does not stop in time is killed, and with it what it still ran. */
  cancel(): void;
}

/** Hands work to the one DuckDB process of this server, starting it when there is none. Its death fails what it ran, and nothing else. */
export function askWorker(work: WorkWithoutId): Asked {
  const current = state();
  current.lastId += 1;
  const id = current.lastId;
  current.worker ??= startWorker(current);
  const { worker } = current;
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.pending.set(id, { resolve, reject });
  });
  worker.child.channel?.ref();
  send(worker, { ...work, id } as Work);
  return { answer, cancel: () => cancel(worker, id) };
}

/** Process id of the running worker, for tests and health pages. */
export function workerPid(): number | undefined {
  return state().worker?.child.pid;
}

/** Ends the worker and waits until it is gone. */
export async function closeWorker(): Promise<void> {
  const child = state().worker?.child;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

function state(): State {
  return processState("engines.duckdb.worker", () => ({ lastId: 0 }));
}

function startWorker(current: State): Worker {
  const { projectRoot, maximumInstances, maximumRunningDuckdbQueries, ...duckdb } = engineSettings();
  const { script, nodeArguments } = workerCommand();
  const settings: WorkerSettings = {
    maximumInstances,
    maximumRunningQueries: maximumRunningDuckdbQueries,
    threads: duckdb.duckdbThreads,
    memoryLimit: duckdb.duckdbMemoryLimit,
    loadedMemory: duckdb.duckdbLoadedMemory,
  };
  const child = spawn(process.execPath, [...nodeArguments, script, JSON.stringify(settings)], {
    cwd: projectRoot,
    // Nothing of the portal's environment: it holds keys. Each running query occupies one pool thread.
    env: { NODE_ENV: "production", UV_THREADPOOL_SIZE: String(maximumRunningDuckdbQueries + 4) },
    // Native code may print what it choked on, and that can be data.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
  const worker: Worker = { child, pending: new Map() };
  const lost = (exitCode: number | null, signal: string | null) => {
    if (current.worker === worker) current.worker = undefined;
    log.warn({ engine: "duckdb", exitCode, signal, lost: worker.pending.size }, "worker ended");
    for (const id of [...worker.pending.keys()]) take(worker, id)?.reject(engineErrors.unavailable());
  };
  child.on("message", (message) => receive(worker, message as WorkerResponse));
  child.on("error", () => lost(null, null));
  child.on("exit", lost);
  // An idle worker must not keep a script from ending; the worker follows it then.
  child.unref();
  return worker;
}

function receive(worker: Worker, message: WorkerResponse): void {
  if (message.kind === "ready") return;
  take(worker, message.id)?.resolve(message);
}

function take(worker: Worker, id: number): Pending | undefined {
  const pending = worker.pending.get(id);
  worker.pending.delete(id);
  clearTimeout(pending?.stuck);
  if (worker.pending.size === 0) worker.child.channel?.unref();
  return pending;
}

function cancel(worker: Worker, id: number): void {
  const pending = worker.pending.get(id);
  if (!pending || pending.stuck) return;
  send(worker, { kind: "cancel", id });
  pending.stuck = setTimeout(() => {
    log.warn({ engine: "duckdb" }, "worker did not stop a query and is killed");
    worker.child.kill("SIGKILL");
  }, engineSettings().stuckGraceMilliseconds);
}

function send(worker: Worker, request: WorkerRequest): void {
  worker.child.send(request, (error) => {
    if (error) take(worker, request.id)?.reject(engineErrors.unavailable());
  });
}
