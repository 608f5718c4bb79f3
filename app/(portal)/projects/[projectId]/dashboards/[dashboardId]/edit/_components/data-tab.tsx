"use client";
import { SegmentedControl, Stack } from "@mantine/core";
import { useSuggestedDrawing } from "@/components/dashboard-editor/use-suggested-drawing";
import type { CardTabProps } from "./card-panel";
import { DomainSource } from "./domain-source";
import { SqlSource } from "./sql-source";

/** Where a card's rows come from, with the rows. */
export function DataTab(props: CardTabProps) {
  const { card, rows, sources, onChange } = props;
  useSuggestedDrawing(card, rows, onChange);
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
