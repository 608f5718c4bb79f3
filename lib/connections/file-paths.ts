import { realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isS3Path, parseS3Path } from "@/lib/engines/duckdb/s3/s3-path";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";

/** Folders that file connections may read: BULKHEAD_FILE_ROOTS and the demo's own, links resolved. */
export function allowedRoots(): string[] {
  const { BULKHEAD_FILE_ROOTS, dataDirectory } = env();
  const given = BULKHEAD_FILE_ROOTS.split(":").filter((root) => path.isAbsolute(root));
  return [...given, path.join(dataDirectory, "demo", "files")].map(canonical);
}

/**
 * The canonical absolute path of a file or glob, provided that it lies inside an allowed folder when every link is
 * followed. `*` stands for part of one name; every other pattern character refuses.
 *
 * @throws DomainError `invalid_input`
 */
export function canonicalFilePath(given: string): string {
  const plain = plainFilePath(given);
  const fixed = fixedFolder(plain);
  const rest = path.relative(fixed, plain);
  const resolved = path.join(canonical(fixed), rest);
  // Without a glob the last name itself may be a link that leads out.
  const final = resolved.includes("*") ? resolved : canonical(resolved);
  if (!allowedRoots().some((root) => isInside(final, root)) || isOwnData(final)) {
    throw refusedPath("The path is outside the folders that Bulkhead may read (BULKHEAD_FILE_ROOTS)");
  }
  return final;
}

/**
 * The one spelling of where a table's files are, on this machine or on S3, provided that it is allowed.
 *
 * @throws DomainError `invalid_input`
 */
export function canonicalTablePath(given: string): string {
  return isS3Path(given) ? plainS3Path(given) : canonicalFilePath(given);
}

/** The same without a look at this machine's files: links are not followed, and no folder is asked for. */
export function plainTablePath(given: string): string {
  return isS3Path(given) ? plainS3Path(given) : plainFilePath(given);
}

/** The deepest folder that holds everything a path or glob can name. */
export function fixedFolder(file: string): string {
  const segments = file.split("/");
  const globAt = segments.findIndex((segment) => segment.includes("*"));
  return segments.slice(0, globAt < 0 ? -1 : globAt).join("/") || "/";
}

/**
 * The one spelling of an absolute path among those that name the same file: without `file://` and doubled slashes.
 * Looks at no file, so links are not followed.
 *
 * @throws DomainError `invalid_input`
 */
export function plainFilePath(given: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(given) && !given.startsWith("file:///")) {
    throw refusedPath("Use an absolute path, a file:/// URL or s3://bucket/path");
  }
  let file = given;
  try {
    if (given.startsWith("file:///")) file = fileURLToPath(given);
  } catch {
    throw refusedPath("The file:/// URL is not valid");
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\?[\]{}]|\*\*/.test(file))
    throw refusedPath("The path holds characters that are not allowed");
  if (!path.posix.isAbsolute(file)) throw refusedPath("Give an absolute path");
  if (file.split("/").some((segment) => segment === ".." || segment === ".")) {
    throw refusedPath("The path may not hold . or .. as a folder");
  }
  return path.posix.normalize(file);
}

/**
 * The one spelling of an `s3://` path. Letter case counts, and there is nothing to normalize: what is not written the
 * plain way refuses.
 *
 * @throws DomainError `invalid_input`
 */
function plainS3Path(given: string): string {
  const key = parseS3Path(given)?.key;
  if (key === undefined) throw refusedPath("Write a path on S3 like s3://bucket/folder/*.parquet");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\?#%[\]{}]|\*\*/.test(key))
    throw refusedPath("The path holds characters that are not allowed");
  if (key.split("/").some((segment) => segment === "" || segment === "." || segment === "..")) {
    throw refusedPath("The path may not hold an empty folder, . or ..");
  }
  if (Buffer.byteLength(key) > 1024) throw refusedPath("The path is too long");
  return given;
}

/** Follows the links of what exists and keeps the rest as it is. */
export function canonical(folder: string): string {
  try {
    return realpathSync(/* turbopackIgnore: true */ folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(canonical(parent), path.basename(folder));
  }
}

/** The portal's keys and the cache of other tenants' files, in case an allowed folder holds the data folder. */
function isOwnData(file: string): boolean {
  const own = canonical(env().dataDirectory);
  return isInside(file, own) && !isInside(file, path.join(own, "demo", "files"));
}

function isInside(file: string, root: string): boolean {
  return root !== "/" && file.startsWith(`${root.replace(/\/$/, "")}/`);
}

function refusedPath(message: string): DomainError {
  return new DomainError("invalid_input", message, { path: message });
}
