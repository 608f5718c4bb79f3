import { type Actor, isTenancyOff } from "@/lib/identity/actor";
import type { ResolvedContext } from "@/lib/policies/resolve-security-context";
import type { QueryRequest } from "./query-request";

/**
 * Whether an answer may be kept, or be given from what was kept, at all: the one place that says so. Never for a session
 * with tenancy switched off (R15), and not on connections that keep nothing.
 */
export function mayKeepResult(
  actor: Actor,
  { purpose }: Pick<QueryRequest, "purpose">,
  { connection }: Pick<ResolvedContext, "connection">,
): boolean {
  // What is only tried out is for nobody else's answers.
  const tried = purpose === "policy" || purpose === "dataset";
  return !isTenancyOff(actor) && !tried && connection.resultCacheSeconds > 0;
}
