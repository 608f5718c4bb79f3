import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { tokenizeClickhouse } from "@/lib/sql/dialects/clickhouse/clickhouse-tokens";
import { tokenizeMysql } from "@/lib/sql/dialects/mysql/mysql-tokens";
import { tokenizeSql } from "@/lib/sql/sql-tokens";
import type { Engine } from "@/prisma/client/enums";
import { requireDashboardAction } from "./dashboard-access";
import { toFilters } from "./dashboard-view";
import type { DashboardFilter } from "./filter-schema";
import type { DashboardLiterals, LiteralsOfPart } from "./literals-schema";

const tokenizers = {
  POSTGRES: tokenizeSql,
  DUCKDB: tokenizeSql,
  MYSQL: tokenizeMysql,
  CLICKHOUSE: tokenizeClickhouse,
} as const satisfies Record<Engine, typeof tokenizeSql>;

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
      constants: constantsOf(card.sql, card.connection.engine),
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

/** Constants and comments of a query, each once, in their order; a placeholder is no constant. */
export function constantsOf(sql: string, engine: Engine): string[] {
  const kinds = new Set(["string", "dollar_string", "number", "comment"]);
  const found = tokenizers[engine](sql).filter(({ kind }) => kinds.has(kind));
  return [...new Set(found.map(({ start, end }) => sql.slice(start, end)))];
}
