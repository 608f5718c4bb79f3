"use client";
import { SegmentedControl, Stack } from "@mantine/core";
import { useEffect, useRef } from "react";
import { suggestChart } from "@/components/charts/suggest-chart";
import { drawableCard } from "@/components/dashboard-editor/card-of-draft";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { CardTabProps } from "./card-panel";
import { DomainSource } from "./domain-source";
import { SqlSource } from "./sql-source";

/** Where a card's rows come from, with the rows. */
export function DataTab(props: CardTabProps) {
  const { card, rows, sources, onChange } = props;
  const line = rows.lines.get(card.id);
  const isDrawable = drawableCard(card) !== null;
  const latest = useRef({ onChange, card });
  latest.current = { onChange, card };
  useEffect(() => {
    // The first answer of a card for which nothing was chosen picks a drawing that fits, as a step like any other.
    const { onChange: change, card: current } = latest.current;
    if (isDrawable || !line || line.error || Object.keys(current.options).length > 0) return;
    change(suggestChart(line) as unknown as Partial<DraftCard>);
  }, [line, isDrawable]);
  const isDomain = card.domainId !== null || (card.connectionId === null && sources.connections.length === 0);
  const kinds = [
    { value: "domain", label: "Domain" },
    { value: "sql", label: "SQL" },
  ];
  const choose = (kind: string) => {
    const empty = { connectionId: null, sql: null, domainId: null, query: null };
    if (kind === "sql") {
      onChange({ ...empty, connectionId: sources.connections[0]?.id ?? null, sql: "" });
    } else onChange({ ...empty, domainId: sources.domains[0]?.id ?? null, query: null });
  };
  const both = sources.domains.length > 0 && sources.connections.length > 0;
  return (
    <Stack gap="md">
      {both ? (
        <SegmentedControl
          aria-label="Rows come from"
          data={kinds}
          value={isDomain ? "domain" : "sql"}
          onChange={choose}
        />
      ) : null}
      {isDomain ? <DomainSource {...props} /> : <SqlSource {...props} />}
    </Stack>
  );
}
