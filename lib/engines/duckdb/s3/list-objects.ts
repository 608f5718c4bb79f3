import type { S3 } from "@aws-sdk/client-s3";
import { engineErrors } from "../../engine-errors";
import { namePattern } from "../name-pattern";
import { isGoneOrChanged, s3Failure } from "./s3-failure";
import type { S3Path } from "./s3-path";

export interface ListedObject {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly bytes: number;
}

export interface ObjectLimits {
  readonly maximumFiles: number;
  readonly signal: AbortSignal;
}

/** Keys and folders that one path may make the store list. */
const maximumKeysSeen = 50_000;

/**
 * Finds the objects an admin's path means, with the version that each has now, sorted by key. Only `*` is a wildcard,
 * inside one segment; folders are listed one level at a time, so that nothing beside the path is counted. A path that
 * leads nowhere is an empty list.
 *
 * @throws DomainError `data_source_unavailable` when there are too many, and for the store's failures.
 */
export async function listObjects(client: S3, path: S3Path, limits: ObjectLimits): Promise<ListedObject[]> {
  try {
    if (!path.key.includes("*")) return await describeObject(client, path, limits.signal);
    return await matchObjects(client, path, limits);
  } catch (error) {
    throw s3Failure(error);
  }
}

/** Asks for the one object: that takes no right to list the bucket. */
async function describeObject(client: S3, { bucket, key }: S3Path, signal: AbortSignal): Promise<ListedObject[]> {
  try {
    const head = await client.headObject({ Bucket: bucket, Key: key }, { abortSignal: signal });
    return [{ bucket, key, etag: head.ETag ?? "", bytes: head.ContentLength ?? 0 }];
  } catch (error) {
    if (isGoneOrChanged(error)) return [];
    throw error;
  }
}

async function matchObjects(client: S3, { bucket, key }: S3Path, limits: ObjectLimits): Promise<ListedObject[]> {
  const segments = key.split("/");
  const last = segments.pop() ?? "";
  const seen = { keys: 0 };
  const list = (prefix: string) => listLevel(client, bucket, prefix, seen, limits);
  let folders = [""];
  for (const segment of segments) {
    if (!segment.includes("*")) {
      folders = folders.map((folder) => `${folder}${segment}/`);
      continue;
    }
    const matches = namePattern(segment);
    const found = await Promise.all(
      folders.map(async (folder) => {
        const level = await list(folder + fixedStart(segment));
        return level.folders.filter((name) => matches(name.slice(folder.length, -1)));
      }),
    );
    folders = found.flat();
    if (folders.length > limits.maximumFiles) throw engineErrors.tooManyFiles();
  }
  const matches = namePattern(last);
  const found = await Promise.all(
    folders.map(async (folder) => {
      const level = await list(folder + fixedStart(last));
      return level.objects.filter((object) => matches(object.key.slice(folder.length)));
    }),
  );
  const objects = found.flat();
  if (objects.length > limits.maximumFiles) throw engineErrors.tooManyFiles();
  return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function listLevel(
  client: S3,
  bucket: string,
  prefix: string,
  seen: { keys: number },
  { signal }: ObjectLimits,
): Promise<{ objects: ListedObject[]; folders: string[] }> {
  const objects: ListedObject[] = [];
  const folders: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.listObjectsV2(
      { Bucket: bucket, Prefix: prefix, Delimiter: "/", ContinuationToken: token },
      { abortSignal: signal },
    );
    for (const { Key, ETag, Size } of page.Contents ?? []) {
      // A store that answers for another prefix than the one asked for is not believed.
      if (Key?.startsWith(prefix)) objects.push({ bucket, key: Key, etag: ETag ?? "", bytes: Size ?? 0 });
    }
    for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix?.startsWith(prefix)) folders.push(Prefix);
    seen.keys += (page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0);
    if (seen.keys > maximumKeysSeen) throw engineErrors.tooManyFiles();
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return { objects, folders };
}

function fixedStart(segment: string): string {
  return segment.slice(0, segment.indexOf("*"));
}
