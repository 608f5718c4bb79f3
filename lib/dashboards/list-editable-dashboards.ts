import { requirePermission } from "@/lib/authorization/require-permission";
import type { Actor } from "@/lib/identity/actor";
import { mayOnDashboard } from "./dashboard-access";
import type { DashboardSummary, ListDashboardsInput } from "./dashboard-schema";
import { listDashboards } from "./list-dashboards";

const mostPages = 5;

/**
 * The dashboards that this actor may edit, the newest change first: at most `limit` of them, for pickers. Whoever may
 * edit few among very many finds the others by their words.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listEditableDashboards(
  actor: Actor,
  { limit, ...input }: Pick<ListDashboardsInput, "projectId" | "search"> & { readonly limit: number },
): Promise<DashboardSummary[]> {
  requirePermission(actor, "dashboard:edit");
  const found: DashboardSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && found.length < limit; page += 1) {
    const { data, nextCursor } = await listDashboards(actor, { ...input, limit: 200, ...(cursor ? { cursor } : {}) });
    found.push(...data.filter(({ level }) => mayOnDashboard(actor, level, "edit")));
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return found.slice(0, limit);
}
