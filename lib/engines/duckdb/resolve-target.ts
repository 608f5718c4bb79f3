import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import type { DuckdbFileTable, DuckdbTarget } from "../engine";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import { type ListedFile, listFiles } from "./list-files";
import { type CachedObject, listS3Objects } from "./s3/s3-files";
import { s3LoginKey } from "./s3/s3-login";
import { isS3Path } from "./s3/s3-path";

const listingLifetimeMilliseconds = 1_000;

/** A table with what its path means right now: files of this machine, or objects that are still where they are. */
export interface ListedTable extends DuckdbFileTable {
  readonly files: readonly ListedFile[];
  readonly objects: readonly CachedObject[];
}

export interface ListedTarget {
  /** Equal for equal folders, tables and versions of files and objects, and for nothing else. */
  readonly key: string;
  readonly directories: readonly string[];
  readonly tables: readonly ListedTable[];
}

/**
 * Finds the very files and objects that a target means, checked here, so that the worker never expands a wildcard or
 * follows a link. A changed file changes the key, and is seen within a second; an object within three.
 *
 * @param sql narrows a target to the objects of tables that this statement could read: listing costs
 * @throws DomainError `data_source_unavailable` when a folder or bucket is missing or a file lies outside the folders.
 */
export async function resolveTarget(target: DuckdbTarget, sql?: string): Promise<ListedTarget> {
  const onS3 = target.tables.filter(({ path }) => isS3Path(path)).filter((table) => mentions(sql, table));
  const onDisk = target.tables.filter(({ path }) => !isS3Path(path));
  const [disk, remote] = await Promise.all([
    keptListing(target.directories, onDisk),
    Promise.all(onS3.map((table) => listOnS3(target, table))),
  ]);
  if (remote.length === 0) return disk;
  const key = digest([disk.key, target.s3 ? s3LoginKey(target.s3) : "", remote]);
  return { key, directories: disk.directories, tables: [...disk.tables, ...remote] };
}

/** Changes whenever a file of the target does; part of every key that a result of it is kept under (R23). */
export async function duckdbTargetVersion(target: DuckdbTarget, sql?: string): Promise<string> {
  return (await resolveTarget(target, sql)).key;
}

/** What is kept of several things, as one text. */
export function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** A table whose name does not stand in a statement cannot be read by it: names have one spelling but for letter case. */
function mentions(sql: string | undefined, table: DuckdbFileTable): boolean {
  return sql === undefined || sql.toLowerCase().includes(table.name.toLowerCase());
}

async function listOnS3({ s3 }: DuckdbTarget, table: DuckdbFileTable): Promise<ListedTable> {
  if (!s3) throw engineErrors.unavailable();
  return { ...table, files: [], objects: await listS3Objects(s3, table.path, table.format) };
}

function keptListing(directories: readonly string[], tables: readonly DuckdbFileTable[]): Promise<ListedTarget> {
  const cache = processState(
    "engines.duckdb.targets",
    () => new LRUCache<string, Promise<ListedTarget>>({ max: 1_000, ttl: listingLifetimeMilliseconds }),
  );
  const key = JSON.stringify([directories, tables]);
  let resolving = cache.get(key);
  if (!resolving) {
    resolving = listOnDisk(directories, tables);
    cache.set(key, resolving);
    resolving.catch(() => cache.delete(key));
  }
  return resolving;
}

async function listOnDisk(given: readonly string[], tables: readonly DuckdbFileTable[]): Promise<ListedTarget> {
  const directories = await Promise.all(given.map(canonicalDirectory));
  const limits = { directories, maximumFiles: engineSettings().maximumFilesPerTable };
  const listed = await Promise.all(
    tables.map(async (table) => ({ ...table, files: await listFiles(table.path, limits), objects: [] })),
  );
  return { key: digest([directories, listed]), directories, tables: listed };
}

/** A folder that has become a link since it was checked leads elsewhere. */
async function canonicalDirectory(directory: string): Promise<string> {
  const canonical = await realpath(directory).catch(() => {
    throw engineErrors.filesMissing();
  });
  if (canonical === "/" || canonical !== directory) throw engineErrors.outsideFolders();
  return canonical;
}
