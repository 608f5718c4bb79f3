import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { requireDashboardAction } from "./dashboard-access";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";
import type { DashboardLiterals, LiteralsOfPart } from "./literals-schema";
import { sqlConstants } from "./sql-constants";

/**
 * Lists everything that somebody has typed into a dashboard and that goes along when it is shared: texts, constants and
 * comments of its queries, what filters offer and begin with. Nothing of it comes from a query, but people type values
 * of one tenant and then share with another: they look at this first (R21). With it comes the version it holds for.
 *
 * @throws DomainError `not_found`, `forbidden` for those who may not share it
 */
export async function listLiterals(actor: Actor, dashboardId: string): Promise<DashboardLiterals> {
  const access = await requireDashboardAction(actor, dashboardId, "share");
  const dashboard = await database.dashboard.findFirst({
    where: { id: access.id, organizationId: actor.organizationId },
    select: {
      title: true,
      description: true,
      filters: true,
      version: true,
      cards: {
        select: { title: true, description: true, sql: true, connection: { select: { engine: true } } },
        orderBy: { id: "asc" },
      },
    },
  });
  if (!dashboard) throw notFound("Dashboard");
  const parts: LiteralsOfPart[] = [
    { kind: "dashboard", name: dashboard.title, texts: texts(dashboard.title, dashboard.description), constants: [] },
    ...toFilters(dashboard.filters).map(ofFilter),
    ...dashboard.cards.map((card) => ({
      kind: "card" as const,
      name: card.title,
      texts: [...texts(card.title, card.description)],
      constants: sqlConstants(card.sql, card.connection.engine),
    })),
  ];
  return { version: dashboard.version, parts };
}

function ofFilter({ name, label, default: first, options = [] }: DashboardFilter): LiteralsOfPart {
  const values = [...(first === undefined ? [] : [first]), ...options].flat();
  return { kind: "filter", name: label || name, texts: texts(label), constants: [...new Set(values.map(String))] };
}

function texts(...candidates: readonly string[]): string[] {
  return candidates.filter((text) => text.trim() !== "");
}
