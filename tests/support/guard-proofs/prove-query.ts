import { secureSql } from "@/lib/sql/secure-sql";
import type { SecurityContext } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { holdsCanary } from "../guarded-world/world-statements";
import type { DialectProfile } from "../sql-generator/dialect-profile";
import type { Relation } from "../sql-generator/scope";

export type RunSql = (sql: string) => Promise<readonly string[]>;

/** One actor on one engine: everything behind the guard, and beside it what holds only the actor's own. */
export interface Proof {
  readonly name: string;
  readonly profile: DialectProfile;
  readonly context: SecurityContext;
  /** What the guarded database calls the schema `public`, where that is no name for it. */
  readonly schema?: string;
  /** The tables as this actor sees them. */
  readonly tables: readonly Relation[];
  /** On the whole data, with the login that the guard's text runs as. */
  readonly guarded: RunSql;
  /** On the actor's own data alone. */
  readonly own: RunSql;
  /** An error that the engine gives to statements of either side, as its optimizer happens to treat them. */
  readonly engineFault?: RegExp;
}

export type Verdict =
  | { readonly kind: "same"; readonly rows: number }
  | { readonly kind: "refused"; readonly reason: string }
  /** The engine gave two answers to one text: it differed at first, and no longer when both were asked again. */
  | { readonly kind: "unsteady"; readonly reason: string }
  /** The query fails on the actor's own data too. */
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * Whether the guard's answer is the one that a database of the actor's own data gives, row by row; in the same sequence
 * when the query leaves no choice of it.
 *
 * @throws Error that shows the query, what it became, and the first rows that differ
 */
export async function proveQuery(proof: Proof, sql: string, ordered: boolean): Promise<Verdict> {
  const asked = proof.schema === undefined ? sql : inSchema(sql, proof.schema);
  const [secured, expected] = await Promise.all([attempt(secureSql(asked, proof.context)), attempt(proof.own(sql))]);
  if (!secured.ok) {
    if (!(secured.error instanceof SqlRefusal)) throw secured.error;
    if (!expected.ok) return { kind: "invalid", reason: String(expected.error) };
    return { kind: "refused", reason: `${secured.error.code}: ${secured.error.message}` };
  }
  const actual = await attempt(proof.guarded(secured.value.sql));
  const show = (what: string) =>
    new Error(`${what}\n  actor: ${proof.name}\n  query: ${sql}\n  secured: ${secured.value.sql}`);
  if (holdsCanary(actual.ok ? actual.value : String(actual.error)) || holdsCanary(secured.value.trace)) {
    throw show("A hidden value shows");
  }
  const fault = [actual, expected].find((side) => !side.ok && proof.engineFault?.test(String(side.error)));
  if (fault && !fault.ok) return { kind: "invalid", reason: String(fault.error) };
  if (!expected.ok) {
    if (actual.ok) throw show(`Answered, although the own data gives: ${expected.error}`);
    return { kind: "invalid", reason: String(expected.error) };
  }
  if (!actual.ok) throw show(`Failed, although the own data answers: ${actual.error}`);
  const difference = firstDifference(actual.value, expected.value, ordered);
  if (difference === undefined) return { kind: "same", rows: expected.value.length };
  const again = await Promise.all([proof.guarded(secured.value.sql), proof.own(sql)]);
  const reason = `Different answers: ${difference}`;
  if (firstDifference(...again, ordered) !== undefined || holdsCanary(again[0])) throw show(reason);
  return { kind: "unsteady", reason };
}

/** A query whose tables stand in another schema than `public`. */
export function inSchema(sql: string, schema: string): string {
  return sql.replace(/`?\bpublic\b`?\s*\./g, `${schema}.`);
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

async function attempt<T>(work: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    return { ok: false, error };
  }
}

function firstDifference(actual: readonly string[], expected: readonly string[], ordered: boolean): string | undefined {
  const [a, b] = ordered ? [actual, expected] : [[...actual].sort(), [...expected].sort()];
  const at = a.findIndex((row, index) => row !== b[index]);
  if (a.length === b.length && at < 0) return undefined;
  const index = at < 0 ? a.length : at;
  return `${a.length} and ${b.length} rows; row ${index}: ${a[index]} and ${b[index]}`;
}
