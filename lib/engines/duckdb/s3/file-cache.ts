import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { link, mkdir } from "node:fs/promises";
import path from "node:path";
import { engineErrors } from "../../engine-errors";
import { inParallel } from "./in-parallel";
import { createProcessFolder } from "./process-folders";

/** Folders of links: each version of a target's objects is a set of its own. */
const maximumSets = 500;
const parallelFetches = 4;

interface Entry {
  /** Its name in the folder of objects: id and extension. */
  readonly file: string;
  readonly bytes: number;
  users: number;
  /** Sets that hold a link to it. */
  readonly sets: Set<string>;
}

interface LinkedSet {
  users: number;
  complete: boolean;
  readonly entries: readonly Entry[];
}

/** One object of a set, by all that its bytes depend on. */
export interface CacheItem {
  readonly file: string;
  readonly bytes: number;
}

/** Files in use until they are given back, alone in a folder of their own. */
export interface HeldSet {
  readonly directory: string;
  release(): void;
}

/**
 * Objects on this machine's disk, bounded in bytes. Each is stored once under a name that its content decides, and
 * linked into the folder of every set that holds it: who may open one set's folder finds nothing of another's there.
 * The least recently used objects go first, and none that is in use.
 */
export class FileCache {
  readonly #objects: string;
  readonly #own: string;
  readonly #maximumBytes: number;
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>();
  /** Least recently used first. */
  readonly #sets = new Map<string, LinkedSet>();
  #bytes = 0;

  constructor(folder: string, maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
    this.#objects = path.join(/* turbopackIgnore: true */ folder, "objects");
    mkdirSync(this.#objects, { recursive: true, mode: 0o700 });
    this.#own = createProcessFolder(path.join(/* turbopackIgnore: true */ folder, "processes"));
    mkdirSync(this.#partialFolder, { mode: 0o700 });
    this.#adopt();
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Holds a set's files, fetching those that are not here.
   *
   * @param fetch writes one item to `final`, through `partial`, which is its own
   * @throws DomainError `data_source_unavailable` when the set is larger than the cache, or than what others leave of it
   */
  async hold(
    setId: string,
    items: readonly CacheItem[],
    fetch: (item: CacheItem, files: { readonly partial: string; readonly final: string }) => Promise<void>,
  ): Promise<HeldSet> {
    const directory = this.#folderOf(setId);
    const entries = this.#enter(items);
    const set = this.#enterSet(setId, entries);
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      set.users -= 1;
      for (const entry of entries) entry.users -= 1;
      this.#makeRoom();
    };
    try {
      this.#makeRoom();
      if (this.#bytes > this.#maximumBytes) throw engineErrors.cacheFull();
      if (!set.complete || !existsSync(directory)) {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await inParallel(entries, parallelFetches, (entry) => this.#place(entry, directory, fetch));
        set.complete = true;
      }
      return { directory, release };
    } catch (error) {
      release();
      for (const entry of entries) if (entry.users === 0 && !this.#isHere(entry)) this.#remove(entry);
      throw error;
    }
  }

  /** Counts a file that came after nobody waited for it any more. */
  add({ file, bytes }: CacheItem): void {
    if (this.#entries.has(file)) return;
    this.#entries.set(file, { file, bytes, users: 0, sets: new Set() });
    this.#bytes += bytes;
    this.#makeRoom();
  }

  get #partialFolder(): string {
    return path.join(this.#own, "partial");
  }

  #enter(items: readonly CacheItem[]): Entry[] {
    const unique = [...new Map(items.map((item) => [item.file, item])).values()];
    if (unique.reduce((sum, { bytes }) => sum + bytes, 0) > this.#maximumBytes) throw engineErrors.filesTooLarge();
    return unique.map(({ file, bytes }) => {
      let entry = this.#entries.get(file);
      // What an earlier process left half written; names tell sizes apart.
      if (entry && entry.bytes !== bytes) this.#remove(entry);
      if (!entry || entry.bytes !== bytes) {
        entry = { file, bytes, users: 0, sets: new Set() };
        this.#bytes += bytes;
      }
      entry.users += 1;
      this.#entries.delete(file);
      this.#entries.set(file, entry);
      return entry;
    });
  }

  #enterSet(setId: string, entries: readonly Entry[]): LinkedSet {
    const set = this.#sets.get(setId) ?? { users: 0, complete: false, entries };
    set.users += 1;
    this.#sets.delete(setId);
    this.#sets.set(setId, set);
    for (const entry of entries) entry.sets.add(setId);
    return set;
  }

  async #place(entry: Entry, directory: string, fetch: Parameters<FileCache["hold"]>[2]): Promise<void> {
    const final = path.join(this.#objects, entry.file);
    const linked = path.join(directory, entry.file);
    // Another process that shares the folder may take an object away between the look and the link.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (!this.#isHere(entry)) {
        const partial = path.join(this.#partialFolder, `${entry.file}-${randomBytes(4).toString("hex")}`);
        await fetch(entry, { partial, final });
      }
      try {
        await link(final, linked);
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "EEXIST") return;
        if (code !== "ENOENT") throw error;
      }
    }
    throw engineErrors.unavailable();
  }

  /** What an earlier process left is used again, oldest first out. */
  #adopt(): void {
    const found = readdirSync(this.#objects).flatMap((file) => {
      const stats = statSync(path.join(this.#objects, file), { throwIfNoEntry: false });
      return stats?.isFile() ? [{ file, bytes: stats.size, at: stats.mtimeMs }] : [];
    });
    for (const item of found.sort((a, b) => a.at - b.at)) this.add(item);
  }

  #isHere({ file, bytes }: Entry): boolean {
    return statSync(path.join(this.#objects, file), { throwIfNoEntry: false })?.size === bytes;
  }

  #folderOf(setId: string): string {
    return path.join(this.#own, "sets", setId);
  }

  #makeRoom(): void {
    for (const entry of this.#entries.values()) {
      if (this.#bytes <= this.#maximumBytes) break;
      if (entry.users === 0) this.#remove(entry);
    }
    for (const [setId, { users }] of this.#sets) {
      if (this.#sets.size <= maximumSets) return;
      if (users === 0) this.#removeSet(setId);
    }
  }

  /** At once, so that nobody can begin to use what is going. A link in a set would keep the bytes on the disk. */
  #remove(entry: Entry): void {
    if (this.#entries.get(entry.file) !== entry) return;
    for (const setId of [...entry.sets]) this.#removeSet(setId);
    rmSync(path.join(this.#objects, entry.file), { force: true });
    this.#entries.delete(entry.file);
    this.#bytes -= entry.bytes;
  }

  #removeSet(setId: string): void {
    for (const entry of this.#sets.get(setId)?.entries ?? []) entry.sets.delete(setId);
    this.#sets.delete(setId);
    rmSync(this.#folderOf(setId), { recursive: true, force: true });
  }
}
