import { toFilters } from "@/lib/dashboards/dashboard-view";
import { whyUnfit } from "@/lib/dashboards/filter-fit";
import type { FilterValues } from "@/lib/dashboards/filter-schema";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import type { ProjectTokenInput } from "./token-schema";

/**
 * Refuses a lock on a filter that the dashboard does not have, which would lock nothing, and one that is no value for
 * its filter (R07, R09).
 *
 * @throws DomainError `invalid_input`
 */
export function requireDeclaredFilters(stored: Prisma.JsonValue, params: FilterValues): void {
  const declared = new Map(toFilters(stored).map((filter) => [filter.name, filter]));
  for (const [name, value] of Object.entries(params)) {
    const filter = declared.get(name);
    const message = !filter
      ? `The dashboard has no filter "${name}"`
      : value === null
        ? "Give a value"
        : whyUnfit(filter.kind, value);
    if (message) throw new DomainError("invalid_input", message, { [`params.${name}`]: message });
  }
}

/**
 * The white list of a project token, as ids of the project's dashboards; empty when there is none.
 *
 * @throws DomainError `invalid_input` for dashboards of other projects, or that the list itself leaves out
 */
export async function allowedDashboards(projectId: string, input: ProjectTokenInput): Promise<readonly string[]> {
  const { targetDashboardId: target, initialDashboardId: initial, dashboardIds: listed } = input;
  const named = [...new Set([...(target ? [target] : []), ...(initial ? [initial] : []), ...(listed ?? [])])];
  const rows = await database.dashboard.findMany({
    where: { projectId, id: { in: named.filter(isUuid) } },
    select: { id: true, filters: true },
  });
  const missing = named.find((id) => !rows.some((row) => row.id === id.toLowerCase()));
  if (missing !== undefined) throw new DomainError("invalid_input", `The project has no dashboard ${missing}`);
  const allowed = target ? [target.toLowerCase()] : (listed ?? []).map((id) => id.toLowerCase());
  const outside = [target, initial].find((id) => id && listed && !listed.includes(id));
  if (outside) throw new DomainError("invalid_input", `Dashboard ${outside} is not in dashboardIds`);
  for (const row of rows) if (allowed.includes(row.id)) requireDeclaredFilters(row.filters, input.params);
  return allowed;
}

/** The connections that these dashboards' cards use; of the whole project when no dashboard is named. */
export async function connectionsOf(projectId: string, dashboardIds: readonly string[]): Promise<string[]> {
  if (dashboardIds.length === 0) {
    const all = await database.connection.findMany({ where: { projectId }, select: { id: true } });
    return all.map((connection) => connection.id);
  }
  const cards = await database.card.findMany({
    where: { projectId, dashboardId: { in: [...dashboardIds] } },
    select: { connectionId: true, domain: { select: { connectionId: true } } },
    distinct: ["connectionId", "domainId"],
  });
  return [...new Set(cards.flatMap((card) => card.connectionId ?? card.domain?.connectionId ?? []))];
}
