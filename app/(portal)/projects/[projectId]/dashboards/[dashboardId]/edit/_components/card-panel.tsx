"use client";
import { ActionIcon, Tabs } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useParams } from "next/navigation";
import { useMemo } from "react";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import { ChartForm } from "@/components/dashboard-editor/forms/chart-form";
import type { DrawingFormProps } from "@/components/dashboard-editor/forms/drawing-form";
import { FormatForm } from "@/components/dashboard-editor/forms/format-form";
import { InteractionsForm } from "@/components/dashboard-editor/forms/interactions-form";
import { TextForm } from "@/components/dashboard-editor/forms/text-form";
import { TextsForm } from "@/components/dashboard-editor/forms/texts-form";
import type { CardRowsState } from "@/components/dashboard-editor/use-card-rows";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { DataTab } from "./data-tab";
import { drillTargetsOf } from "./drill-targets-of";
import classes from "./panel.module.css";

export interface CardTabProps extends DrawingFormProps {
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
  const { projectId } = useParams<{ projectId: string }>();
  const targets = useMemo(() => drillTargetsOf(projectId), [projectId]);
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
            <TextForm key={card.id} {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="data">
            <DataTab key={card.id} {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="chart">
            <ChartForm {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="format">
            <FormatForm {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="clicks">
            <InteractionsForm {...props} targets={targets} />
          </Tabs.Panel>
          <Tabs.Panel value="texts">
            <TextsForm {...props} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </section>
  );
}
