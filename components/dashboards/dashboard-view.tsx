"use client";

import { useId, useMemo, useRef, useState } from "react";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { DashboardSettings, DashboardTab } from "@/lib/dashboards/dashboard-settings-schema";
import { todayIn } from "@/lib/dashboards/relative-dates";
import { isOnTab, shownTab } from "@/lib/dashboards/tab-cards";
import { ActiveChips } from "./active-chips";
import { CardGrid } from "./card-grid";
import type { DashboardDoor } from "./dashboard-door";
import { DashboardStatus } from "./dashboard-status";
import styles from "./dashboard-view.module.css";
import { FilterBar } from "./filter-bar";
import type { ShownFilter } from "./filter-field";
import { messagesFor, type OwnMessages } from "./messages/messages-for";
import { LanguageContext, useWords } from "./messages/use-words";
import type { ChosenFilters } from "./request-data";
import { TabBar } from "./tab-bar";
import { useAutoRefresh } from "./use-auto-refresh";
import { type LoadCards, useDashboardData } from "./use-dashboard-data";
import { useIsNarrow } from "./use-is-narrow";
import { useWhenOnlineAgain } from "./use-when-online-again";

export interface DashboardDefinition {
  readonly title: string;
  readonly cards: readonly CardView[];
  readonly filters: readonly ShownFilter[];
  readonly tabs?: readonly DashboardTab[];
  readonly settings?: DashboardSettings;
  /** There for those who may edit. */
  readonly version?: number;
}

export interface DashboardViewProps {
  readonly definition: DashboardDefinition;
  /** Keep it the same function between renders: another one loads anew. */
  readonly load: LoadCards;
  /** How the rest is asked for; what is left out is not offered. */
  readonly door?: Partial<Omit<DashboardDoor, "load">>;
  readonly locale: string;
  /** Sentences in place of our own. Keep it the same object between renders. */
  readonly messages?: OwnMessages;
  readonly showTitle?: boolean;
  readonly showFilters?: boolean;
  readonly showCardMenu?: boolean;
  /** Names of filters that somebody else has set. */
  readonly lockedFilters?: readonly string[];
  /** Values from outside; without them the bar's own count. */
  readonly filters?: ChosenFilters;
  readonly onFiltersChange?: (filters: ChosenFilters) => void;
  readonly tab?: string | null;
  readonly onTabChange?: (tab: string) => void;
  /** Goes to another dashboard with filters filled in; without it, none can be gone to. */
  readonly onOpenDashboard?: (dashboardId: string, filters: ChosenFilters) => void;
  /** The dashboards that can be gone to; without it, whichever a card names. */
  readonly dashboards?: readonly { readonly id: string; readonly title: string }[];
  /** Shows how a card's rows were come by, to those who may edit. */
  readonly onExplain?: (card: CardView, filters: ChosenFilters) => void;
  /** All cards have come, or the load as a whole has failed. */
  readonly onSettled?: () => void;
}

const noFilters: ChosenFilters = {};
const noNames: readonly string[] = [];
const noTabs: readonly DashboardTab[] = [];

/** A dashboard as people see it, in the portal and in embeds: filters in one bar, cards on a grid of twelve columns. */
export function DashboardView(props: DashboardViewProps) {
  const { locale, messages } = props;
  const language = useMemo(() => ({ locale, messages: messagesFor(locale, messages) }), [locale, messages]);
  return (
    <LanguageContext value={language}>
      <Dashboard {...props} />
    </LanguageContext>
  );
}

function Dashboard(props: DashboardViewProps) {
  const { definition, load, door, showTitle = true, showFilters = true, lockedFilters = noNames } = props;
  const { tabs = noTabs, settings = {} } = definition;
  const { say } = useWords();
  const root = useRef<HTMLDivElement>(null);
  const panelId = useId();
  const isNarrow = useIsNarrow(root);
  const [own, setOwn] = useState<ChosenFilters>(noFilters);
  const [clicked, setClicked] = useState(noNames);
  const [ownTab, setOwnTab] = useState<string | null>(null);
  const chosen = props.filters ?? own;
  const tab = shownTab(tabs, props.tab ?? ownTab);
  const data = useDashboardData(load, chosen, tab ?? undefined, props.onSettled);
  useAutoRefresh(settings.refreshSeconds, data.refresh);
  useWhenOnlineAgain(data.error?.code === "offline", data.refresh);
  const open = definition.filters.filter(({ name }) => !lockedFilters.includes(name));
  const shownFilters = showFilters ? open.filter(({ hidden }) => !hidden) : [];
  // What a click has set keeps its way out in sight, and so does what no bar shows.
  const inBar = new Set(isNarrow ? noNames : shownFilters.map(({ name }) => name));
  const inSight = open.filter(
    ({ name, hidden }) => clicked.includes(name) || (!hidden && showFilters && !inBar.has(name)),
  );
  const cards = definition.cards.filter((card) => isOnTab(card, tabs, tab));
  const calendar = {
    today: todayIn(settings.timeZone ?? "UTC", new Date()),
    weekStart: settings.weekStart ?? ("monday" as const),
  };
  const change = (filters: ChosenFilters) => {
    setOwn(filters);
    props.onFiltersChange?.(filters);
  };
  return (
    <div className={styles.dashboard} ref={root}>
      <div className={styles.top}>
        {showTitle && definition.title !== "" && <h2 className={styles.title}>{definition.title}</h2>}
        {shownFilters.length > 0 && (
          <FilterBar
            filters={shownFilters}
            values={chosen}
            onChange={change}
            calendar={calendar}
            loadValues={door?.filterValues}
            isNarrow={isNarrow}
          />
        )}
        <DashboardStatus data={data} cards={cards} />
      </div>
      <ActiveChips filters={inSight} chosen={chosen} onChange={change} />
      {tabs.length > 1 && (
        <TabBar
          tabs={tabs}
          shown={tab}
          panelId={panelId}
          onChange={(next) => {
            setOwnTab(next);
            props.onTabChange?.(next);
          }}
        />
      )}
      <div id={panelId} role={tabs.length > 1 ? "tabpanel" : undefined}>
        {cards.length === 0 ? (
          <p className={styles.sentence}>{say(tabs.length > 1 ? "noCardsOnTab" : "noCards")}</p>
        ) : (
          <CardGrid
            {...props}
            cards={cards}
            data={data}
            open={open}
            chosen={chosen}
            onFilter={(name, filters) => {
              setClicked([...clicked.filter((other) => other !== name), name]);
              change(filters);
            }}
          />
        )}
      </div>
    </div>
  );
}
