/** An object, or objects if the key holds `*`, of a bucket. */
export interface S3Path {
  readonly bucket: string;
  readonly key: string;
}

const s3Path = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.+)$/s;

export function isS3Path(path: string): boolean {
  return /^s3:/i.test(path);
}

/** Bucket and key of an `s3://` path, or nothing for what is none. Names that could mean an ARN or an address are none. */
export function parseS3Path(path: string): S3Path | undefined {
  const [, bucket, key] = s3Path.exec(path) ?? [];
  if (bucket === undefined || key === undefined || bucket.includes("..") || /^[\d.]+$/.test(bucket)) return undefined;
  return { bucket, key };
}
