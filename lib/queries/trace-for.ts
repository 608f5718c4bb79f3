import { type Actor, isTenantActor } from "@/lib/identity/actor";
import type { SecurityTrace } from "@/lib/sql/security-context";

/**
 * What the guard did, in as much as this actor may know it: authors and admins read all of it, everybody else which
 * tables were read and which of their columns are masked. Rules, the names of excluded columns and what
 * a dataset reads would tell people what is kept from them, which is to look like what does not exist (R04).
 */
export function traceFor(actor: Actor, trace: SecurityTrace): SecurityTrace {
  if (!isTenantActor(actor) && (actor.role === "ADMIN" || actor.role === "AUTHOR")) return trace;
  const tables = trace.tables.map(({ reads: _reads, ...table }) => ({
    ...table,
    rules: [],
    filters: [],
    values: {},
    excludedColumns: [],
  }));
  return { ...trace, tables };
}
