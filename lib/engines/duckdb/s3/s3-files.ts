import { createHash } from "node:crypto";
import path from "node:path";
import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import { engineErrors } from "../../engine-errors";
import { engineSettings } from "../../engine-settings";
import { downloadObject, ObjectChanged, objectId } from "./download-object";
import { type CacheItem, FileCache, type HeldSet } from "./file-cache";
import { type ListedObject, listObjects } from "./list-objects";
import { s3Client } from "./s3-client";
import { s3Failure } from "./s3-failure";
import { type S3Login, s3LoginKey } from "./s3-login";
import { parseS3Path } from "./s3-path";
import { SharedWork, type Waiter } from "./shared-work";

/** How old a listing may be: a changed, new or deleted object is seen by the first query after that. */
export const s3ListingLifetimeMilliseconds = 3_000;

type Listings = LRUCache<string, Promise<ListedObject[]>>;

/** An object and the name that it has on this machine's disk: another one for another version. */
export interface CachedObject extends ListedObject {
  readonly file: string;
}

/**
 * The objects that a path means, as of at most three seconds ago; those who ask at once ask the store once.
 *
 * @throws DomainError `data_source_unavailable`
 */
export async function listS3Objects(login: S3Login, s3Path: string, extension: string): Promise<CachedObject[]> {
  const loginKey = s3LoginKey(login);
  const key = listingKey(loginKey, s3Path);
  let listing = listings().get(key);
  if (!listing) {
    listing = list(login, s3Path);
    listings().set(key, listing);
    listing.catch(() => listings().delete(key));
  }
  return (await listing).map((object) => {
    const packed = object.key.endsWith(".gz") ? ".gz" : "";
    return { ...object, file: `${objectId(object, loginKey)}.${extension}${packed}` };
  });
}

/** Forgets what was listed, since it proved to be out of date. */
export function forgetS3Listing(login: S3Login, s3Path: string): void {
  listings().delete(listingKey(s3LoginKey(login), s3Path));
}

/** Equal for the same versions of the same objects, read with the same login. */
export function objectSetId(objects: readonly CachedObject[]): string {
  const files = [...new Set(objects.map(({ file }) => file))].sort();
  return createHash("sha256").update(files.join("\n")).digest("hex");
}

/**
 * Holds these objects on this machine's disk, alone in a folder, until they are released.
 *
 * @throws ObjectChanged when one is not as it was listed, DomainError `data_source_unavailable`, and the waiter's reason.
 */
export async function holdS3Objects(
  login: S3Login,
  objects: readonly CachedObject[],
  waiter: Waiter,
): Promise<HeldSet> {
  const byFile = new Map(objects.map((object) => [object.file, object]));
  const downloads = processState("engines.duckdb.s3.downloads", () => new SharedWork<void>());
  // With one object missing the others are of no use.
  const failed = new AbortController();
  const one: Waiter = {
    signal: AbortSignal.any([waiter.signal, failed.signal]),
    keepsGoing: () => !failed.signal.aborted && waiter.keepsGoing(),
  };
  try {
    return await fileCache().hold(objectSetId(objects), objects, async (item, files) => {
      const work = (signal: AbortSignal) => download(login, byFile.get(item.file), item, files, signal);
      await downloads.join(item.file, one, work).catch((error: unknown) => {
        failed.abort(error);
        throw error;
      });
    });
  } catch (error) {
    throw error instanceof ObjectChanged ? error : s3Failure(error);
  }
}

async function download(
  login: S3Login,
  object: ListedObject | undefined,
  item: CacheItem,
  files: { readonly partial: string; readonly final: string },
  signal: AbortSignal,
): Promise<void> {
  if (!object) throw engineErrors.unavailable();
  const ceiling = AbortSignal.timeout(engineSettings().downloadCeilingMilliseconds);
  await downloadObject(await s3Client(login), object, files, AbortSignal.any([signal, ceiling]));
  fileCache().add(item);
}

async function list(login: S3Login, s3Path: string): Promise<ListedObject[]> {
  const parsed = parseS3Path(s3Path);
  if (!parsed) throw engineErrors.outsideFolders();
  const { maximumFilesPerTable, s3SilenceMilliseconds } = engineSettings();
  const signal = AbortSignal.timeout(3 * s3SilenceMilliseconds);
  return listObjects(await s3Client(login), parsed, { maximumFiles: maximumFilesPerTable, signal });
}

function listingKey(loginKey: string, s3Path: string): string {
  return `${loginKey} ${s3Path}`;
}

function listings(): Listings {
  return processState(
    "engines.duckdb.s3.listings",
    () =>
      new LRUCache<string, Promise<ListedObject[]>>({
        max: 2_000,
        ttl: s3ListingLifetimeMilliseconds,
        // Old listings can be long ones.
        ttlAutopurge: true,
      }),
  );
}

/** The one cache of this process. */
export function fileCache(): FileCache {
  const { fileCacheFolder, fileCacheBytes } = engineSettings();
  return processState("engines.duckdb.file-cache", () => new FileCache(path.resolve(fileCacheFolder), fileCacheBytes));
}
