import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
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
      tabs: true,
      version: true,
      cards: {
        select: {
          title: true,
          description: true,
          options: true,
          interactions: true,
          sql: true,
          query: true,
          connection: { select: { engine: true } },
        },
        orderBy: { id: "asc" },
      },
    },
  });
  if (!dashboard) throw notFound("Dashboard");
  const { title, description } = dashboard;
  const tabs = valuesIn(dashboard.tabs).filter(isText);
  const parts: LiteralsOfPart[] = [
    { kind: "dashboard", name: title, texts: texts(title, description, ...tabs), constants: [] },
    ...toFilters(dashboard.filters).map(ofFilter),
    ...dashboard.cards.map((card) => ({
      kind: "card" as const,
      name: card.title,
      texts: texts(
        card.title,
        card.description,
        ...valuesIn(card.options).filter(isText),
        ...valuesIn(card.interactions).filter(isText),
      ),
      constants: [
        ...(card.sql !== null && card.connection ? sqlConstants(card.sql, card.connection.engine) : []),
        ...new Set(valuesIn(card.query).map(String)),
      ],
    })),
  ];
  return { version: dashboard.version, parts };
}

function ofFilter({ name, label, default: first, options = [] }: DashboardFilter): LiteralsOfPart {
  const values = [...(first === undefined ? [] : [first]), ...options].flat();
  return { kind: "filter", name: label || name, texts: texts(label), constants: [...new Set(values.map(String))] };
}

function texts(...candidates: readonly string[]): string[] {
  return [...new Set(candidates.filter((text) => text.trim() !== ""))];
}

/**
 * Every text and number somewhere in a stored part, names of fields and columns among them: showing one too many is
 * better than leaving out what a part that is new one day keeps.
 */
function valuesIn(stored: Prisma.JsonValue): (string | number)[] {
  if (typeof stored === "string" || typeof stored === "number") return [stored];
  if (typeof stored !== "object" || stored === null) return [];
  return Object.values(stored).flatMap((part) => (part === undefined ? [] : valuesIn(part)));
}

function isText(value: string | number): value is string {
  return typeof value === "string";
}
