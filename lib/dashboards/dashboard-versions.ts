import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, isTenantActor, tenantOf } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, pageArguments, toPage } from "@/lib/pagination";
import type { Prisma } from "@/prisma/client/client";
import { isDashboardToken, requireDashboardAction } from "./dashboard-access";
import { type DashboardVersionView, type ListVersionsInput, listVersionsSchema } from "./dashboard-schema";
import { knownVersions } from "./known-versions";

export const versionViewSelect = {
  id: true,
  number: true,
  snapshot: true,
  note: true,
  createdAt: true,
  createdBy: { select: { displayName: true, tenantId: true } },
} as const satisfies Prisma.DashboardVersionSelect;

/**
 * Lists a dashboard's versions, newest first, for those who may edit it (R19), as far as they may know them. A tenant actor
 * reads the names of their own tenant's people only.
 *
 * @throws DomainError `not_found`, `forbidden`
 */
export async function listDashboardVersions(
  actor: Actor,
  dashboardId: string,
  input: ListVersionsInput = {},
): Promise<Page<DashboardVersionView>> {
  const page = parseInput(listVersionsSchema, input);
  const access = await requireDashboardAction(actor, dashboardId, "edit");
  const where = await knownVersions(database, actor, access);
  await requireCursor(page.cursor, (cursor) =>
    database.dashboardVersion.count({ where: { AND: [where, { id: cursor }] } }),
  );
  const [rows, total] = await Promise.all([
    database.dashboardVersion.findMany({
      where,
      orderBy: [{ number: "desc" }, { id: "desc" }],
      select: versionViewSelect,
      ...pageArguments(page),
    }),
    database.dashboardVersion.count({ where }),
  ]);
  return toPage(
    rows.map((row) => versionView(actor, row)),
    page.limit,
    total,
  );
}

/** A version as this actor may know it. */
export function versionView(
  actor: Actor,
  row: Prisma.DashboardVersionGetPayload<{ select: typeof versionViewSelect }>,
): DashboardVersionView {
  const { snapshot, createdBy, createdAt, ...version } = row;
  const { title, cards } = snapshot as unknown as { title: string; cards: readonly unknown[] };
  const known =
    createdBy && !isDashboardToken(actor) && (!isTenantActor(actor) || createdBy.tenantId === tenantOf(actor));
  return {
    ...version,
    title,
    cardCount: cards.length,
    createdByName: known ? createdBy.displayName : null,
    createdAt: createdAt.toISOString(),
  };
}
