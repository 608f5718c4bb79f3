import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import type { DuckdbTarget } from "../engine";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import { listFiles } from "./list-files";
import type { WorkerTarget } from "./worker-protocol";

const listingLifetimeMilliseconds = 1_000;

/**
 * Turns a target into what the worker may open: canonical folders and the very files, found and checked here, so that
 * the worker never expands a wildcard or follows a link. A changed file changes the key, and is seen within a second.
 *
 * @throws DomainError `data_source_unavailable` when a folder is missing or a file lies outside the folders.
 */
export function resolveTarget(target: DuckdbTarget): Promise<WorkerTarget> {
  const cache = processState(
    "engines.duckdb.targets",
    () => new LRUCache<string, Promise<WorkerTarget>>({ max: 1_000, ttl: listingLifetimeMilliseconds }),
  );
  const key = JSON.stringify([target.directories, target.tables]);
  let resolving = cache.get(key);
  if (!resolving) {
    resolving = listTarget(target);
    cache.set(key, resolving);
    resolving.catch(() => cache.delete(key));
  }
  return resolving;
}

/** Changes whenever a file of the target does; part of every key that a result of it is kept under (R23). */
export async function duckdbTargetVersion(target: DuckdbTarget): Promise<string> {
  return (await resolveTarget(target)).key;
}

async function listTarget(target: DuckdbTarget): Promise<WorkerTarget> {
  const directories = await Promise.all(target.directories.map(canonicalDirectory));
  const limits = { directories, maximumFiles: engineSettings().maximumFilesPerTable };
  const listed = await Promise.all(
    target.tables.map(async ({ schema, name, format, path }) => {
      const files = await listFiles(path, limits);
      return { schema, name, format, files };
    }),
  );
  const key = createHash("sha256")
    .update(JSON.stringify([directories, listed]))
    .digest("base64url");
  const tables = listed.map((table) => ({
    ...table,
    files: table.files.map((file) => file.path),
    bytes: table.files.reduce((sum, file) => sum + file.bytes, 0),
  }));
  return { key, directories, tables };
}

async function canonicalDirectory(directory: string): Promise<string> {
  const canonical = await realpath(directory).catch(() => {
    throw engineErrors.filesMissing();
  });
  if (canonical === "/") throw engineErrors.outsideFolders();
  return canonical;
}
