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

/** Keys that one path may make the store list, those that it does not mean included. */
const maximumKeysSeen = 50_000;

/**
 * Finds the objects an admin's path means, with the version that each has now, sorted by key. Only `*` is a wildcard,
 * inside one segment. A path that leads nowhere is an empty list.
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
  const fixed = key.slice(0, key.indexOf("*"));
  const patterns = segments.map((segment) =>
    segment.includes("*") ? namePattern(segment) : (name: string) => name === segment,
  );
  const isMeant = (names: readonly string[]) =>
    names.length === patterns.length && patterns.every((matches, index) => matches(names[index] ?? ""));
  // Whole folders come in one listing, and not in one each; what lies below a last name is not looked at.
  const depth = key.slice(fixed.length).includes("/") ? undefined : "/";
  const objects = await listBelow(client, { bucket, prefix: fixed, depth }, limits.signal);
  const found = objects.filter((object) => isMeant(object.key.split("/")));
  if (found.length > limits.maximumFiles) throw engineErrors.tooManyFiles();
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function listBelow(
  client: S3,
  { bucket, prefix, depth }: { bucket: string; prefix: string; depth: string | undefined },
  signal: AbortSignal,
): Promise<ListedObject[]> {
  const objects: ListedObject[] = [];
  let seen = 0;
  let token: string | undefined;
  do {
    const page = await client.listObjectsV2(
      { Bucket: bucket, Prefix: prefix, Delimiter: depth, ContinuationToken: token },
      { abortSignal: signal },
    );
    for (const { Key, ETag, Size } of page.Contents ?? []) {
      // A store that answers for another prefix than the one asked for is not believed.
      if (Key?.startsWith(prefix)) objects.push({ bucket, key: Key, etag: ETag ?? "", bytes: Size ?? 0 });
    }
    seen += (page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0);
    if (seen > maximumKeysSeen) throw engineErrors.tooManyFiles();
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return objects;
}
