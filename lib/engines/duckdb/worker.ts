import type { DuckDBConnection } from "@duckdb/node-api";
import { Semaphore } from "../semaphore";
import { describeTables } from "./describe-tables";
import { errorClassOf, invalidatesInstance } from "./error-class";
import { execute, WorkerRefusal } from "./execute";
import { InstanceCache } from "./instance-cache";
import type { OpenInstance } from "./open-instance";
import type { WorkerFailure, WorkerRequest, WorkerResponse, WorkerSettings } from "./worker-protocol";

/**
 * The process that DuckDB runs in. It holds no secret and no environment of the portal's, answers one parent, and ends
 * with it: a closed channel, however it came to be closed, kills it at once.
 */

type Work = Exclude<WorkerRequest, { kind: "cancel" }>;
type Job = { cancelled: boolean; connection?: DuckDBConnection };

const settings = JSON.parse(process.argv[2] ?? "{}") as WorkerSettings;
const instances = new InstanceCache(settings);
const places = new Semaphore(settings.maximumRunningQueries);
const jobs = new Map<number, Job>();

// A native query on a thread would delay an orderly exit.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// Ctrl-C reaches the whole group; the parent decides when this process ends.
process.on("SIGINT", () => {});
process.on("message", (request: WorkerRequest) => {
  if (request.kind === "cancel") cancel(request.id);
  else void answer(request);
});
send({ kind: "ready" });

async function answer(request: Work): Promise<void> {
  const job: Job = { cancelled: false };
  jobs.set(request.id, job);
  await places.acquire();
  try {
    if (job.cancelled) throw new WorkerRefusal("cancelled");
    send(await instances.with(request.target, (open) => work(request, open, job)));
  } catch (error) {
    const errorClass = errorClassOf(error);
    if (invalidatesInstance(errorClass)) instances.retire(request.target.key);
    send({ kind: "failed", id: request.id, failure: failureOf(error, errorClass, job), errorClass });
  } finally {
    places.release();
    jobs.delete(request.id);
  }
}

async function work(request: Work, open: OpenInstance, job: Job): Promise<WorkerResponse> {
  const connection = open.idle.pop() ?? (await open.instance.connect());
  let reusable = false;
  job.connection = connection;
  try {
    if (request.kind === "describe") {
      return { kind: "described", id: request.id, answer: await describeTables(connection, request.target, open) };
    }
    const answer = await execute(connection, request.sql, request, () => job.cancelled);
    // A stream that was not read to its end is still open on its connection.
    reusable = !answer.truncated && !job.cancelled;
    return { kind: "ran", id: request.id, answer };
  } catch (error) {
    // The table that was asked for may be the one that could not be opened.
    if (errorClassOf(error) === "Catalog" && open.broken.length > 0) throw new WorkerRefusal("files_missing");
    throw error;
  } finally {
    delete job.connection;
    if (reusable) open.idle.push(connection);
    else connection.closeSync();
  }
}

function cancel(id: number): void {
  const job = jobs.get(id);
  if (!job) return;
  job.cancelled = true;
  job.connection?.interrupt();
}

function failureOf(error: unknown, errorClass: string, job: Job): WorkerFailure {
  if (job.cancelled) return "cancelled";
  if (error instanceof WorkerRefusal) return error.failure;
  if (errorClass === "IO") return "files_missing";
  return invalidatesInstance(errorClass) ? "unavailable" : "refused";
}

function send(response: WorkerResponse): void {
  // A channel that closes meanwhile ends this process; there is nobody left to tell.
  process.send?.(response, () => {});
}
