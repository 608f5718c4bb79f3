import { requireTenancyOn } from "@/lib/audit/require-tenancy-on";
import type { Actor } from "@/lib/identity/actor";
import type { QueryPurpose } from "./query-request";

/** Queries whose rows are looked at on a page of the portal and kept nowhere. */
const looking: ReadonlySet<QueryPurpose> = new Set(["card", "preview", "explore", "filter_values"]);

/**
 * Keeps an admin's session without tenancy to looking: a query for any other purpose, an export above all, is refused
 * before it runs (R15).
 *
 * @throws DomainError `forbidden`
 */
export function requireOnlyLooking(actor: Actor, purpose: QueryPurpose): void {
  if (!looking.has(purpose)) requireTenancyOn(actor, { action: `query.${purpose}` });
}
