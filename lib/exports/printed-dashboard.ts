import type { CardView } from "@/lib/dashboards/card-schema";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { notFound } from "@/lib/errors";
import type { ParsedExport } from "./export-dashboard-schema";
import type { PrintedDashboard } from "./printed-dashboard-schema";

/**
 * A dashboard as it is printed: by tabs, without what only an editor may see, whoever prints it.
 *
 * @throws DomainError `not_found` for a tab that it does not have
 */
export function printedDashboard(
  dashboard: DashboardView,
  { theme, locale, tabId, filters = {} }: ParsedExport,
  tenantName: string | null,
): PrintedDashboard {
  const about = dashboard.filters.flatMap(({ name, label }) =>
    Object.hasOwn(filters, name) ? `${label}: ${wordsOf(filters[name])}` : [],
  );
  if (tenantName !== null) about.unshift(tenantName);
  return { title: dashboard.title, theme, locale, about, sections: sectionsOf(dashboard, tabId) };
}

function sectionsOf({ tabs, cards }: DashboardView, tabId: string | undefined): PrintedDashboard["sections"] {
  const views = cards.map(withoutSource);
  if (tabId !== undefined && !tabs.some(({ id }) => id === tabId)) throw notFound("Tab");
  if (tabs.length === 0) return [{ title: null, cards: views }];
  const first = tabs[0]?.id;
  return tabs
    .filter(({ id }) => tabId === undefined || id === tabId)
    .map(({ id, title }) => ({ title, cards: views.filter((card) => (card.tabId ?? first) === id) }));
}

function withoutSource(card: CardView): CardView {
  if (card.kind === "TEXT") return card;
  const { connectionId: _c, sql: _s, domainId: _d, query: _q, ...view } = card;
  return { ...view, interactions: [] };
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
