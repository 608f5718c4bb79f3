"use client";
import { Button, Tabs } from "@mantine/core";
import { useMemo } from "react";
import { ChartForm } from "@/components/dashboard-editor/forms/chart-form";
import { FormatForm } from "@/components/dashboard-editor/forms/format-form";
import { emptyQuery, type QueryDraft } from "@/components/dashboard-editor/query/edit-query";
import { ControlsContext } from "@/components/form-controls/controls";
import { portalControls } from "@/components/ui/portal-controls";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { LoadValues } from "../../../../_query-builder/condition-values";
import { QueryBuilder } from "../../../../_query-builder/query-builder";
import type { ExploredDomain } from "../explored-domain";
import { DomainPicker } from "./domain-picker";
import classes from "./explore.module.css";
import type { ExploreAnswer } from "./explore-requests";

export interface ExplorePanelProps {
  readonly projectId: string;
  readonly domain: ExploredDomain;
  readonly query: QueryDraft;
  readonly card: DraftCard;
  readonly rows: ExploreAnswer | null;
  readonly loadValues: LoadValues;
  /** Somebody has chosen the drawing; else the data does. */
  readonly isChartChosen: boolean;
  readonly onQuery: (query: QueryDraft, key?: string) => void;
  readonly onCard: (change: Partial<DraftCard>, key?: string) => void;
  readonly onFreeChart: () => void;
}

/** Everything that can be said about an answer: which domain, what of it, and how it is drawn. */
export function ExplorePanel(props: ExplorePanelProps) {
  const { projectId, domain, query, card, rows, loadValues, isChartChosen, onQuery, onCard, onFreeChart } = props;
  // As the panels of the editor have it, of one card.
  const drawn = useMemo(
    () => ({ lines: new Map(rows ? [[card.id, { ...rows, cardId: card.id }]] : []) }),
    [card.id, rows],
  );
  const isEmpty = JSON.stringify(query) === JSON.stringify(emptyQuery);
  return (
    <section aria-label="What is asked">
      <DomainPicker projectId={projectId} domain={domain} />
      {domain.description ? <p className={classes.description}>{domain.description}</p> : null}
      <Tabs defaultValue="data" keepMounted={false} mt="sm">
        <Tabs.List grow>
          <Tabs.Tab value="data">Data</Tabs.Tab>
          <Tabs.Tab value="chart" disabled={rows === null}>
            Chart
          </Tabs.Tab>
          <Tabs.Tab value="format" disabled={rows === null}>
            Format
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="data" pt="md">
          <QueryBuilder
            fields={domain}
            value={query}
            loadValues={loadValues}
            onChange={(next) => onQuery(next, keyOf(query, next))}
          />
          <Button variant="subtle" size="xs" mt="md" disabled={isEmpty} onClick={() => onQuery(emptyQuery)}>
            Begin anew
          </Button>
        </Tabs.Panel>
        <Tabs.Panel value="chart" pt="md">
          <ControlsContext value={portalControls}>
            <ChartForm card={card} rows={drawn} onChange={onCard} />
          </ControlsContext>
          {isChartChosen ? (
            <Button variant="subtle" size="xs" mt="md" onClick={onFreeChart}>
              Let the data choose again
            </Button>
          ) : null}
        </Tabs.Panel>
        <Tabs.Panel value="format" pt="md">
          <ControlsContext value={portalControls}>
            <FormatForm card={card} rows={drawn} onChange={onCard} />
          </ControlsContext>
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

/** A number that is being typed is one step. */
function keyOf(before: QueryDraft, after: QueryDraft): string | undefined {
  return before.limit === after.limit ? undefined : "limit";
}
