"use client";
import { ActionIcon, Tabs } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import type { CardRowsState } from "@/components/dashboard-editor/use-card-rows";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { ChartTab } from "./chart-tab";
import { DataTab } from "./data-tab";
import { FormatTab } from "./format-tab";
import { InteractionsTab } from "./interactions-tab";
import classes from "./panel.module.css";
import { TextTab } from "./text-tab";
import { TextsTab } from "./texts-tab";

/** What choosing a drawing takes, also where the card is on no dashboard yet. */
export interface DrawingTabProps {
  readonly card: DraftCard;
  readonly rows: Pick<CardRowsState, "lines">;
  /** Changes the card; steps of one key in quick succession are one to undo. */
  readonly onChange: (change: Partial<DraftCard>, key?: string) => void;
}

export interface CardTabProps extends DrawingTabProps {
  readonly content: DraftContent;
  readonly rows: CardRowsState;
  readonly requests: DraftRequests;
  readonly sources: DashboardSources;
}

export interface CardPanelProps extends CardTabProps {
  readonly tab: string;
  readonly onTab: (tab: string) => void;
  readonly onClose: () => void;
}

/** Everything about the chosen card. */
export function CardPanel({ tab, onTab, onClose, ...props }: CardPanelProps) {
  const { card } = props;
  const isText = card.kind === "TEXT";
  const shown = isText ? (tab === "texts" ? "texts" : "text") : tab === "text" ? "data" : tab;
  return (
    <section className={classes.panel} aria-label="Card">
      <div className={classes.head}>
        <h2>{card.title || (isText ? "Text" : "Card without a title")}</h2>
        <ActionIcon variant="subtle" onClick={onClose} aria-label="Back to the dashboard">
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <Tabs value={shown} onChange={(next) => next && onTab(next)} keepMounted={false}>
        <Tabs.List grow>
          {isText ? (
            <Tabs.Tab value="text">Text</Tabs.Tab>
          ) : (
            <>
              <Tabs.Tab value="data">Data</Tabs.Tab>
              <Tabs.Tab value="chart">Chart</Tabs.Tab>
              <Tabs.Tab value="format">Format</Tabs.Tab>
              <Tabs.Tab value="clicks">Clicks</Tabs.Tab>
            </>
          )}
          <Tabs.Tab value="texts">Card</Tabs.Tab>
        </Tabs.List>
        <div className={classes.body}>
          <Tabs.Panel value="text">
            <TextTab key={card.id} {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="data">
            <DataTab key={card.id} {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="chart">
            <ChartTab {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="format">
            <FormatTab {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="clicks">
            <InteractionsTab {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="texts">
            <TextsTab {...props} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </section>
  );
}
