import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { engineErrors } from "../engine-errors";
import { namePattern } from "./name-pattern";

export interface ListedFile {
  /** Canonical: no symbolic link, no wildcard. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMilliseconds: number;
}

export interface ListLimits {
  /** Canonical folders; nothing outside them is ever returned. */
  readonly directories: readonly string[];
  readonly maximumFiles: number;
}

const maximumEntriesSeen = 50_000;

/**
 * Finds the files an admin's pattern means. Only `*` is a wildcard, inside one segment; every other character stands
 * for itself. Each file found is followed to where it really is and has to be inside the folders.
 * A path that leads nowhere is an empty list.
 *
 * @throws DomainError `data_source_unavailable` when a file is outside the folders, or there are too many.
 */
export async function listFiles(pattern: string, limits: ListLimits): Promise<ListedFile[]> {
  if (!path.isAbsolute(pattern) || hasControlCharacter(pattern)) throw engineErrors.outsideFolders();
  const segments = pattern.split("/").filter((segment) => segment !== "");
  if (segments.some((segment) => segment === "." || segment === "..")) throw engineErrors.outsideFolders();

  const seen = { entries: 0 };
  let found = ["/"];
  for (const segment of segments) {
    const next = segment.includes("*")
      ? (await Promise.all(found.map((folder) => matchesIn(folder, segment, seen)))).flat()
      : found.map((folder) => path.join(folder, segment));
    if (next.length > limits.maximumFiles) throw engineErrors.tooManyFiles();
    found = next;
  }
  const files = await Promise.all(found.map((file) => describeFile(file, limits.directories)));
  return files.filter((file) => file !== undefined).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function matchesIn(folder: string, segment: string, seen: { entries: number }): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  seen.entries += names.length;
  if (seen.entries > maximumEntriesSeen) throw engineErrors.tooManyFiles();
  return names.filter(namePattern(segment)).map((name) => path.join(folder, name));
}

async function describeFile(file: string, directories: readonly string[]): Promise<ListedFile | undefined> {
  const canonical = await realpath(file).catch(() => undefined);
  if (canonical === undefined) return undefined;
  if (!directories.some((directory) => canonical.startsWith(`${directory}${path.sep}`)))
    throw engineErrors.outsideFolders();
  // DuckDB would take these for wildcards of its own.
  if (/[*?[\]{}]/.test(canonical) || hasControlCharacter(canonical)) throw engineErrors.outsideFolders();
  const stats = await stat(canonical).catch(() => undefined);
  if (!stats?.isFile()) return undefined;
  return { path: canonical, bytes: stats.size, modifiedMilliseconds: stats.mtimeMs };
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === 127) return true;
  }
  return false;
}
