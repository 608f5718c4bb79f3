import { randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ClientBase } from "pg";
import { processState } from "@/lib/process-state";

/** How one run of a text is sent. Without a name the server parses and plans it for this run only. */
export interface StatementUse {
  readonly name: string;
  /** The server holds it already: neither its text nor its plan is needed again. */
  readonly isPrepared: boolean;
  /** Statements of this connection that the server may forget. */
  readonly dropped: readonly string[];
}

const longestText = 16_384;

/**
 * The statements that one server connection holds prepared. A text is kept once it comes a second time: most texts of
 * an analyst come once, and those of a dashboard again and again. No name is ever given twice, by any connection of any
 * process: behind a pooler that lends one server connection to several of ours, a name means its own text or nothing,
 * and never a text that was secured for another tenant.
 */
export class KeptStatements {
  readonly #seen = new LRUCache<string, true>({ max: 200 });
  readonly #dropped: string[] = [];
  readonly #kept = new LRUCache<string, string>({ max: 32, dispose: (name) => this.#dropped.push(name) });
  readonly #prefix = `bulkhead_${randomBytes(12).toString("hex")}`;
  #count = 0;

  /** Decides how this run of the text is sent; what it says was sent counts as done. */
  use(sql: string): StatementUse {
    const name = this.#kept.get(sql);
    if (name !== undefined) return this.#sent(name, true);
    if (sql.length > longestText) return this.#sent("", false);
    if (!this.#seen.has(sql)) {
      this.#seen.set(sql, true);
      return this.#sent("", false);
    }
    this.#count += 1;
    const given = `${this.#prefix}_${this.#count}`;
    this.#kept.set(sql, given);
    return this.#sent(given, false);
  }

  /** After a run that failed: whether the server holds the statement is not known, or it no longer fits its tables. */
  forget(sql: string): void {
    this.#seen.delete(sql);
    this.#kept.delete(sql);
  }

  #sent(name: string, isPrepared: boolean): StatementUse {
    return { name, isPrepared, dropped: this.#dropped.splice(0) };
  }
}

/** The kept statements of this connection; they are gone when it is. */
export function keptStatements(client: ClientBase): KeptStatements {
  const all = processState("engines.postgres.statements", () => new WeakMap<ClientBase, KeptStatements>());
  let kept = all.get(client);
  if (!kept) {
    kept = new KeptStatements();
    all.set(client, kept);
  }
  return kept;
}
