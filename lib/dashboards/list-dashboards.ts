import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import type { Page } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import { accessToDashboard, levelFor } from "./dashboard-access";
import { ownersOf } from "./dashboard-owners";
import {
  type DashboardSort,
  type DashboardSummary,
  type ListDashboardsInput,
  listDashboardsSchema,
} from "./dashboard-schema";
import { type DashboardRow, dashboardsPage } from "./dashboards-page";
import { type ListNarrowing, newestDashboards } from "./newest-dashboards";

const empty: Page<DashboardSummary> = { data: [], nextCursor: null, total: 0 };

/** Counting goes no further: a list that is longer is searched, not read to its end. */
const mostCounted = 200;

/**
 * Lists the dashboards that reach this actor, the newest change first unless sorted otherwise: exactly those that `getDashboard` would return.
 * Counts, names and the search cover nothing else. `total` stops at 200.
 *
 * @throws DomainError `forbidden` without any right to dashboards, `invalid_input`
 */
export async function listDashboards(actor: Actor, input: ListDashboardsInput = {}): Promise<Page<DashboardSummary>> {
  requirePermission(actor, "dashboard:view");
  const { limit, cursor, search, projectId, sort } = parseInput(listDashboardsSchema, input);
  const after = await readCursor(actor, cursor, sort);
  const query = dashboardsPage(actor, { search, projectId, sort, after }, limit + 1);
  if (!query) return empty;
  const rows = await database.$queryRaw<DashboardRow[]>(query);
  const page = rows.slice(0, limit);
  const whole = !cursor && rows.length <= limit;
  const [owners, counted] = await Promise.all([
    ownersOf(
      actor,
      page.map(({ id }) => id),
    ),
    whole ? rows.length : countUpToMost(actor, { search, projectId }),
  ]);
  return {
    data: page.flatMap(({ grants, several, updatedAt, ...summary }) => {
      const level = levelFor(actor, { tenantId: summary.tenantId, grants, several });
      return level ? [{ ...summary, level, ...owners(summary.id), updatedAt: updatedAt.toISOString() }] : [];
    }),
    nextCursor: rows.length > limit ? cursorOf(page.at(-1), sort) : null,
    total: Math.min(counted, mostCounted),
    ...(counted > mostCounted ? { totalIsLeast: true } : {}),
  };
}

async function countUpToMost(actor: Actor, narrowing: ListNarrowing): Promise<number> {
  const newest = newestDashboards(actor, narrowing, mostCounted + 1);
  if (!newest) return 0;
  const [counted] = await database.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM (${newest}) n`;
  return counted?.total ?? 0;
}

function isByTitle(sort: DashboardSort): boolean {
  return sort.endsWith("title");
}

/** By title, a cursor counts only while its dashboard still reaches the actor: where others stand is nobody's to learn. */
async function readCursor(
  actor: Actor,
  cursor: string | undefined,
  sort: DashboardSort,
): Promise<ListNarrowing["after"]> {
  if (!cursor) return undefined;
  const [first, id] = cursor.split("_");
  if (!id || !isUuid(id) || (first === "title") !== isByTitle(sort)) {
    throw new DomainError("invalid_input", "The cursor is not one of this list", { cursor: "" });
  }
  if (!isByTitle(sort)) return { key: new Date(Number(first)), id };
  const found = await accessToDashboard(actor, id).catch(nullWhenNotFound);
  await requireCursor(id, async () => (found ? 1 : 0));
  return { key: found?.title ?? "", id };
}

function nullWhenNotFound(error: unknown): null {
  if (error instanceof DomainError && error.code === "not_found") return null;
  throw error;
}

function cursorOf(row: DashboardRow | undefined, sort: DashboardSort): string | null {
  return row ? `${isByTitle(sort) ? "title" : row.updatedAt.getTime()}_${row.id}` : null;
}
