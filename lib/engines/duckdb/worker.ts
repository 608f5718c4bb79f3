import type { DuckDBConnection } from "@duckdb/node-api";
import { describeTables } from "./describe-tables";
import { errorClassOf, invalidatesInstance } from "./error-class";
import { execute, WorkerRefusal } from "./execute";
import { InstanceCache } from "./instance-cache";
import type { OpenInstance } from "./open-instance";
import { QueryPlaces } from "./query-places";
import type { WorkerFailure, WorkerRequest, WorkerResponse, WorkerSettings } from "./worker-protocol";

/**
 * The process that DuckDB runs in. It holds no secret and no environment of the portal's, answers one parent, and ends
 * with it: a closed channel, however it came to be closed, kills it at once.
 */

type Work = Exclude<WorkerRequest, { kind: "cancel" }>;
type Job = { cancelled: boolean; connection?: DuckDBConnection };

const settings = JSON.parse(process.argv[2] ?? "{}") as WorkerSettings;
const instances = new InstanceCache(settings);
const places = new QueryPlaces(settings.maximumRunningQueries);
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
  const { id, target } = request;
  const job: Job = { cancelled: false };
  jobs.set(id, job);
  const release = await places.acquire(target.key);
  try {
    const response = job.cancelled ? undefined : await instances.with(target, (open) => work(request, open, job));
    if (response) send(response);
  } catch (error) {
    const errorClass = errorClassOf(error);
    if (invalidatesInstance(errorClass)) instances.retire(target.key);
    send({ kind: "failed", id, failure: failureOf(error, errorClass, job), errorClass });
  } finally {
    release();
    jobs.delete(id);
  }
}

/** Nothing when the query was cancelled while it waited: its caller was told then. */
async function work(request: Work, open: OpenInstance, job: Job): Promise<WorkerResponse | undefined> {
  const connection = open.idle.pop() ?? (await open.instance.connect());
  let reusable = false;
  try {
    if (job.cancelled) return undefined;
    job.connection = connection;
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

/** Interrupts what runs; what still waits for a place or for its instance is answered at once and never runs. */
function cancel(id: number): void {
  const job = jobs.get(id);
  if (!job || job.cancelled) return;
  job.cancelled = true;
  if (job.connection) job.connection.interrupt();
  else send({ kind: "failed", id, failure: "cancelled", errorClass: "Interrupt" });
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
