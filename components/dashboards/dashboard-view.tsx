"use client";

import { useMemo, useState } from "react";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { DashboardFilter } from "@/lib/dashboards/filter-schema";
import type { CardLine } from "./card-data";
import { DashboardCard } from "./dashboard-card";
import styles from "./dashboard-view.module.css";
import { FilterBar } from "./filter-bar";
import type { ChosenFilters } from "./request-data";
import { type LoadCards, useDashboardData } from "./use-dashboard-data";

export interface DashboardDefinition {
  readonly title: string;
  readonly cards: readonly CardView[];
  readonly filters: readonly DashboardFilter[];
}

export interface DashboardViewProps {
  readonly definition: DashboardDefinition;
  /** Keep it the same function between renders: another one loads anew. */
  readonly load: LoadCards;
  readonly locale: string;
  readonly showTitle?: boolean;
  readonly showFilters?: boolean;
  /** Names of filters that somebody else has set. */
  readonly lockedFilters?: readonly string[];
  /** Values from outside; without them the bar's own count. */
  readonly filters?: ChosenFilters;
  readonly onFiltersChange?: (filters: ChosenFilters) => void;
  /** All cards have come, or the load as a whole has failed. */
  readonly onSettled?: () => void;
}

const noFilters: ChosenFilters = {};
const noNames: readonly string[] = [];

/** A dashboard as people see it, in the portal and in embeds: filters in one bar, cards on a grid of twelve columns. */
export function DashboardView(props: DashboardViewProps) {
  const { definition, load, locale, showTitle = true, showFilters = true, lockedFilters = noNames } = props;
  const [own, setOwn] = useState<ChosenFilters>(noFilters);
  const chosen = props.filters ?? own;
  const data = useDashboardData(load, chosen, props.onSettled);
  const open = definition.filters.filter(({ name }) => !lockedFilters.includes(name));
  const asOf = useMemo(() => oldest(data.lines), [data.lines]);
  const change = (filters: ChosenFilters) => {
    setOwn(filters);
    props.onFiltersChange?.(filters);
  };
  const hasTitle = showTitle && definition.title !== "";
  const hasFilters = showFilters && open.length > 0;
  return (
    <div className={styles.dashboard}>
      <div className={styles.top}>
        {hasTitle && <h2 className={styles.title}>{definition.title}</h2>}
        {hasFilters && <FilterBar filters={open} values={chosen} onChange={change} />}
        <p className={styles.asOf} aria-live="polite">
          {data.error ? data.error.message : asOf && `As of ${timeOfDay(asOf, locale)}`}
        </p>
      </div>
      {definition.cards.length === 0 ? (
        <p className={styles.sentence}>This dashboard has no cards yet.</p>
      ) : (
        <div className={styles.grid}>
          {definition.cards.map((card) => (
            <DashboardCard
              key={card.id}
              card={card}
              line={lineOf(card, data)}
              isStale={data.lines.has(card.id) && !data.fresh.has(card.id) && !data.error}
              locale={locale}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** When nothing more will come, a card without rows says so instead of waiting for ever. */
function lineOf({ id }: CardView, { lines, error }: ReturnType<typeof useDashboardData>): CardLine | undefined {
  return lines.get(id) ?? (error ? { cardId: id, error: { code: error.code, message: error.message } } : undefined);
}

function oldest(lines: ReadonlyMap<string, CardLine>): string | null {
  const times = [...lines.values()].flatMap((line) => (line.error ? [] : [line.asOf]));
  return times.sort()[0] ?? null;
}

function timeOfDay(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(iso));
}
