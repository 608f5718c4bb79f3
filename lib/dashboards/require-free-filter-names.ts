import type { Transaction } from "@/lib/database";
import { filterPlaceholders } from "@/lib/policies/filter-placeholders";
import { definitionOf, definitionSelect } from "@/lib/policies/policy-rows";
import { toFilters } from "./dashboard-view";

/**
 * Makes sure, when a dashboard is saved, that no filter is called like something security speaks with on a connection
 * that its cards use; running it would refuse for the same reason (R07).
 *
 * @throws DomainError `invalid_input`
 */
export async function requireFreeFilterNames(transaction: Transaction, dashboardId: string): Promise<void> {
  const { filters, cards } = await transaction.dashboard.findUniqueOrThrow({
    where: { id: dashboardId },
    select: { filters: true, cards: { select: { connectionId: true }, distinct: ["connectionId"] } },
  });
  const names = toFilters(filters).map(({ name }) => name);
  if (names.length === 0) return;
  const policies = await transaction.policy.findMany({
    where: { connectionId: { in: cards.map(({ connectionId }) => connectionId) } },
    select: definitionSelect,
  });
  filterPlaceholders(Object.fromEntries(names.map((name) => [name, ""])), policies.map(definitionOf));
}
