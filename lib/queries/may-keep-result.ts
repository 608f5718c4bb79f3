import type { Actor } from "@/lib/identity/actor";
import type { ResolvedContext } from "@/lib/policies/resolve-security-context";

/**
 * Whether an answer may be kept, or be given from what was kept, at all: the one place that says so. Never for a session
 * with tenancy switched off (R15), and not on connections that keep nothing.
 */
export function mayKeepResult(
  actor: Actor & { readonly tenancyOff?: unknown },
  { connection }: Pick<ResolvedContext, "connection">,
): boolean {
  return !actor.tenancyOff && connection.resultCacheSeconds > 0;
}
