import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { requireDashboardAction } from "./dashboard-access";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";
import type { SeenIds } from "./hide-sources";
import type { DashboardLiterals, LiteralsOfPart } from "./literals-schema";
import { seenDomains } from "./seen-domains";
import { sqlConstants } from "./sql-constants";

/**
 * Lists everything that somebody has typed into a dashboard and that goes along when it is shared: texts, constants and
 * comments of its queries, what filters offer and begin with. Nothing of it comes from a query, but people type values
 * of one tenant and then share with another: they look at this first (R21). With it comes the version it holds for. What
 * a card asks of a domain is shown to those who see that domain (R09), and is nothing to a recipient who does not.
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
      cards: { select: cardSelect, orderBy: { id: "asc" } },
    },
  });
  if (!dashboard) throw notFound("Dashboard");
  const { title, description } = dashboard;
  const filters = toFilters(dashboard.filters);
  const seen = await seenDomains(actor, access.projectId, { cards: dashboard.cards, filters });
  const tabs = valuesIn(dashboard.tabs).filter(isText);
  const parts: LiteralsOfPart[] = [
    { kind: "dashboard", name: title, texts: texts(title, description, ...tabs), constants: [] },
    ...filters.map(ofFilter),
    ...dashboard.cards.map((card) => ofCard(card, seen)),
  ];
  return { version: dashboard.version, parts };
}

const cardSelect = {
  kind: true,
  title: true,
  description: true,
  options: true,
  interactions: true,
  sql: true,
  domainId: true,
  query: true,
  connection: { select: { engine: true } },
} satisfies Prisma.CardSelect;

type TypedCard = Prisma.CardGetPayload<{ select: typeof cardSelect }>;

function ofCard({ title, description, ...card }: TypedCard, seen: SeenIds): LiteralsOfPart {
  const part = { kind: "card" as const, name: title };
  if (card.domainId !== null && !seen.has(card.domainId)) {
    return { ...part, texts: texts(title, description), constants: [], sourceHidden: true };
  }
  const drawn = [...valuesIn(card.options), ...valuesIn(card.interactions)].filter(isText);
  const { sql, connection } = card;
  return {
    ...part,
    texts: texts(title, description, ...drawn),
    constants: [
      ...(sql !== null && connection ? sqlConstants(sql, connection.engine) : []),
      ...new Set(valuesIn(card.query).map(String)),
    ],
  };
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
