import { createHash } from "node:crypto";

/** Where an S3-compatible store is and how to log in. */
export interface S3Login {
  /** `https://host[:port]` or `http://…`, without a path. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  readonly forcePathStyle: boolean;
}

/**
 * Equal for equal endpoints and credentials, and for nothing else (R23). Part of every key that something read with the
 * login is kept under, so that a key which may not read an object never finds it in the cache.
 */
export function s3LoginKey(login: S3Login): string {
  const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = login;
  return createHash("sha256")
    .update(JSON.stringify([endpoint, region, accessKeyId, secretAccessKey, forcePathStyle]))
    .digest("base64url");
}
