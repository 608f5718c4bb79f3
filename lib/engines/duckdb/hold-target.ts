import path from "node:path";
import type { Deadline } from "../deadline";
import type { DuckdbTarget } from "../engine";
import { engineErrors } from "../engine-errors";
import { digest, type ListedTarget, resolveTarget } from "./resolve-target";
import { ObjectChanged } from "./s3/download-object";
import { type CachedObject, forgetS3Listing, holdS3Objects } from "./s3/s3-files";
import { isS3Path } from "./s3/s3-path";
import type { Waiter } from "./s3/shared-work";
import type { WorkerTarget } from "./worker-protocol";

/** A target whose files are on this machine's disk until it is released. */
export interface HeldTarget {
  readonly target: WorkerTarget;
  readonly release: () => void;
}

export interface HoldOptions extends Waiter {
  /** What will be run: objects of tables that it cannot read are not fetched. */
  readonly sql?: string;
  /** Of each table only so many bytes of objects, at least one object: enough to tell its columns. */
  readonly sampleBytes?: number;
}

const attempts = 3;

/**
 * Waits as long as a run's deadline lets it. What is being fetched when the time is over goes on, for the next query;
 * when a caller leaves, it stops.
 */
export function waiterOf(deadline: Deadline, signal?: AbortSignal): Waiter {
  const controller = new AbortController();
  deadline.onStop((reason) => controller.abort(reason));
  return { signal: controller.signal, keepsGoing: () => !signal?.aborted };
}

/**
 * Brings the objects of a target onto this machine's disk, and gives the worker folders that hold this target's files and
 * nothing else (R23). An object that changes between being listed and fetched is listed again.
 *
 * @throws DomainError `data_source_unavailable`, and the waiter's reason as soon as it stops waiting.
 */
export async function holdTarget(target: DuckdbTarget, options: HoldOptions): Promise<HeldTarget> {
  for (let attempt = 1; ; attempt += 1) {
    const listed = await beforeAbort(resolveTarget(target, options.sql), options.signal);
    try {
      return await hold(target, listed, options);
    } catch (error) {
      if (!(error instanceof ObjectChanged)) throw error;
      if (attempt === attempts || !target.s3) throw engineErrors.filesChanging();
      for (const table of target.tables) if (isS3Path(table.path)) forgetS3Listing(target.s3, table.path);
    }
  }
}

async function hold(target: DuckdbTarget, listed: ListedTarget, options: HoldOptions): Promise<HeldTarget> {
  const sampled = new Map(listed.tables.map((table) => [table, sample(table.objects, options.sampleBytes)]));
  const objects = [...sampled.values()].flat();
  const held = target.s3 && objects.length > 0 ? await holdS3Objects(target.s3, objects, options) : undefined;
  const directories = [...listed.directories, ...(held ? [held.directory] : [])];
  const tables = listed.tables.map((table) => {
    const { schema, name, format } = table;
    const local = sampled.get(table) ?? [];
    const fetched = held ? local.map(({ file }) => path.join(held.directory, file)) : [];
    return {
      schema,
      name,
      format,
      files: [...table.files.map((file) => file.path), ...fetched],
      bytes: [...table.files, ...local].reduce((sum, { bytes }) => sum + bytes, 0),
    };
  });
  // The names of fetched files tell their versions; files of this machine are told by the listing.
  const key = held ? digest([listed.key, tables]) : listed.key;
  return { target: { key, directories, tables }, release: held?.release ?? (() => {}) };
}

function sample(objects: readonly CachedObject[], sampleBytes = Number.POSITIVE_INFINITY): CachedObject[] {
  let bytes = 0;
  return objects.filter((object, index) => {
    bytes += object.bytes;
    return index === 0 || bytes <= sampleBytes;
  });
}

/** A listing that others wait for too goes on without this one. */
function beforeAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
