import { realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
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
  const plain = plainPath(given);
  const fixed = fixedFolder(plain);
  const rest = path.relative(fixed, plain);
  const resolved = path.join(canonical(fixed), rest);
  // Without a glob the last name itself may be a link that leads out.
  const final = resolved.includes("*") ? resolved : canonical(resolved);
  if (!allowedRoots().some((root) => isInside(final, root))) {
    throw refusedPath("The path is outside the folders that Bulkhead may read (BULKHEAD_FILE_ROOTS)");
  }
  return final;
}

/** The deepest folder that holds everything a path or glob can name. */
export function fixedFolder(file: string): string {
  const segments = file.split("/");
  const globAt = segments.findIndex((segment) => segment.includes("*"));
  return segments.slice(0, globAt < 0 ? -1 : globAt).join("/") || "/";
}

function plainPath(given: string): string {
  if (/^s3:/i.test(given)) throw refusedPath("Paths on S3 are not supported yet; use a local path");
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(given) && !given.startsWith("file:///")) {
    throw refusedPath("Use an absolute path or a file:/// URL");
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

/** Follows the links of what exists and keeps the rest as it is. */
function canonical(folder: string): string {
  try {
    return realpathSync(/* turbopackIgnore: true */ folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(canonical(parent), path.basename(folder));
  }
}

function isInside(file: string, root: string): boolean {
  return root !== "/" && file.startsWith(`${root.replace(/\/$/, "")}/`);
}

function refusedPath(message: string): DomainError {
  return new DomainError("invalid_input", message, { path: message });
}
