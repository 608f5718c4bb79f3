import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { S3 } from "@aws-sdk/client-s3";
import type { ListedObject } from "./list-objects";
import { isGoneOrChanged, s3Failure } from "./s3-failure";

/** The object is no longer the one that was listed; whoever listed it does so again. */
export class ObjectChanged extends Error {}

/** What an object's bytes are kept under: all that decides what they are and who may have them (R23). */
export function objectId(object: ListedObject, loginKey: string): string {
  return createHash("sha256")
    .update(JSON.stringify([loginKey, object.bucket, object.key, object.etag, object.bytes]))
    .digest("hex");
}

/**
 * Writes exactly the version of an object that was listed. The file appears under its name when all of it is on disk,
 * and never otherwise.
 *
 * @throws ObjectChanged, and DomainError `data_source_unavailable` for the store's failures.
 */
export async function downloadObject(
  client: S3,
  object: ListedObject,
  files: { readonly partial: string; readonly final: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    const request = { Bucket: object.bucket, Key: object.key, IfMatch: object.etag };
    const answer = await client.getObject(request, { abortSignal: signal });
    // Not every store knows the condition, and one that answers with another version has changed it meanwhile.
    const body = answer.Body as Readable;
    if (answer.ETag !== object.etag) {
      body.destroy();
      throw new ObjectChanged();
    }
    await write(body, object, files.partial, signal);
    await rename(files.partial, files.final);
  } catch (error) {
    await rm(files.partial, { force: true });
    if (error instanceof ObjectChanged || isGoneOrChanged(error)) throw new ObjectChanged();
    throw s3Failure(error);
  }
}

async function write(body: Readable, object: ListedObject, file: string, signal: AbortSignal): Promise<void> {
  // Read-only: it is linked into the folders of queries.
  const handle = await open(file, "w", 0o444);
  try {
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      bytes += chunk.byteLength;
      // More than was listed would go past the bound of the cache.
      if (bytes > object.bytes) throw new ObjectChanged();
      await handle.write(chunk);
    }
    if (bytes !== object.bytes) throw new ObjectChanged();
    await handle.sync();
  } finally {
    await handle.close();
  }
}
