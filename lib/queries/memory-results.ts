import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import type { KeptAnswer } from "./query-answer";
import { querySettings } from "./query-settings";
import type { ResultPlace } from "./result-store";

interface Entry {
  readonly answer: KeptAnswer;
  readonly tenantId: string | null;
  readonly expiresAt: number;
}

/** What an entry takes beside its JSON, roughly. */
const overheadBytes = 1_024;

/** Answers kept in this process: bounded in bytes and number, the least recently used first out. */
export class MemoryResults {
  readonly #entries: LRUCache<string, Entry>;
  readonly #keysOfTenant = new Map<string, Set<string>>();

  constructor({ maximumBytes, maximumEntries }: { readonly maximumBytes: number; readonly maximumEntries: number }) {
    this.#entries = new LRUCache({
      max: maximumEntries,
      maxSize: maximumBytes,
      // One answer must not drive out all others.
      maxEntrySize: Math.ceil(maximumBytes / 8),
      sizeCalculation: ({ answer }) => answer.json.byteLength + overheadBytes,
      dispose: ({ tenantId }, key) => this.#forgetKey(tenantId, key),
    });
  }

  get(key: string): KeptAnswer | undefined {
    return this.#entries.get(key)?.answer;
  }

  set({ key, tenantId, lifetimeSeconds }: ResultPlace, answer: KeptAnswer): void {
    // Of two queries that overlapped, the one that began later knows better.
    const known = this.#entries.peek(key)?.answer;
    if (known && known.readAt > answer.readAt) return;
    this.#entries.set(key, { answer, tenantId, expiresAt: answer.readAt + lifetimeSeconds * 1000 });
    if (tenantId === null || !this.#entries.has(key)) return;
    const keys = this.#keysOfTenant.get(tenantId) ?? new Set();
    this.#keysOfTenant.set(tenantId, keys.add(key));
  }

  deleteTenant(tenantId: string): void {
    for (const key of [...(this.#keysOfTenant.get(tenantId) ?? [])]) this.#entries.delete(key);
  }

  /** Nobody would ask for these again; their rows are not to lie about. */
  deleteExpired(nowMilliseconds: number): void {
    for (const [key, { expiresAt }] of [...this.#entries.entries()]) {
      if (expiresAt <= nowMilliseconds) this.#entries.delete(key);
    }
  }

  clear(): void {
    this.#entries.clear();
  }

  usage(): { readonly entries: number; readonly bytes: number; readonly tenants: number } {
    return { entries: this.#entries.size, bytes: this.#entries.calculatedSize, tenants: this.#keysOfTenant.size };
  }

  #forgetKey(tenantId: string | null, key: string): void {
    if (tenantId === null) return;
    const keys = this.#keysOfTenant.get(tenantId);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysOfTenant.delete(tenantId);
  }
}

/** The one store of answers in this process. */
export function memoryResults(): MemoryResults {
  return processState("queries.memory-results", () => {
    const { cacheBytes, cacheEntries } = querySettings();
    return new MemoryResults({ maximumBytes: cacheBytes, maximumEntries: cacheEntries });
  });
}
