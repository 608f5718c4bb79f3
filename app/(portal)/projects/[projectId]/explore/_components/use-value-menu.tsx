"use client";
import { type ReactNode, useMemo, useState } from "react";
import { formatValue } from "@/components/charts/format-value";
import type { ValueEvent } from "@/components/charts/value-event";
import type { Anchor } from "@/components/dashboards/floating";
import { Menu } from "@/components/dashboards/menu";
import { useWords } from "@/components/dashboards/messages/use-words";
import { RowsSheet } from "@/components/dashboards/rows-sheet";
import { valueText } from "@/components/dashboards/value-text";
import type { CardView } from "@/lib/dashboards/card-schema";
import { columnNamesOf } from "@/lib/domains/domain-query-schema";
import type { ExploreRequests } from "./explore-requests";
import type { Answered } from "./use-answer";

interface ValueMenuInput {
  readonly answered: Answered | null;
  readonly view: CardView;
  readonly requests: ExploreRequests;
  readonly onKeepOnly: (field: string, value: string | number | boolean) => void;
}

/** What a value of the answer leads to: the rows behind it, and an answer of its group alone. */
export function useValueMenu({ answered, view, requests, onKeepOnly }: ValueMenuInput) {
  const words = useWords();
  const { say } = words;
  const [asked, setAsked] = useState<{ readonly chosen: ValueEvent; readonly at: Anchor } | null>(null);
  const [opened, setOpened] = useState<ValueEvent | null>(null);
  const columns = useMemo(() => (answered ? columnNamesOf(answered.query) : []), [answered]);
  const query = answered?.query;
  const load = useMemo(() => {
    const measure =
      opened && columns.indexOf(opened.column) >= (query?.dimensions.length ?? 0) ? opened.column : undefined;
    return ({ row, signal }: { readonly row: ValueEvent["row"]; readonly signal: AbortSignal }) => {
      if (!query) return Promise.reject(new Error("There is no answer"));
      const known = columns.slice(0, query.dimensions.length);
      const clicked = Object.fromEntries(Object.entries(row).filter(([name]) => known.includes(name)));
      return requests.rows(query, { row: clicked, measure, signal });
    };
  }, [requests, query, columns, opened]);
  const onValue = (_: CardView, chosen: ValueEvent, at: Anchor) => setAsked({ chosen, at });
  const textOf = (chosen: ValueEvent | null) => (chosen ? valueText(view, answered?.rows, chosen, words) : "");
  const label = textOf(asked?.chosen ?? null);
  const items = asked && query ? itemsFor(asked.chosen) : [];

  function itemsFor(chosen: ValueEvent) {
    const kept = (query?.dimensions ?? []).flatMap(({ field, grain }, index) => {
      const value = chosen.row[columns[index] ?? ""];
      if (grain !== undefined || value === null || value === undefined) return [];
      const name = view.kind === "TEXT" ? field : (view.fields?.[index]?.label ?? field);
      return [
        {
          key: `keep ${field}`,
          label: `Only where ${name} is ${formatValue(value, words)}`,
          onChoose: () => onKeepOnly(field, value),
        },
      ];
    });
    const rows = query?.measures.length
      ? [{ key: "rows", label: say("showRows"), onChoose: () => setOpened(chosen) }]
      : [];
    return [...rows, ...kept];
  }

  const overlay: ReactNode = (
    <>
      {asked && items.length > 0 ? (
        <Menu anchor={asked.at} label={label} heading={label} items={items} onClose={() => setAsked(null)} />
      ) : null}
      {opened ? (
        <RowsSheet
          card={view}
          value={textOf(opened)}
          row={opened.row}
          filters={noFilters}
          load={load}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  );
  return { onValue, overlay };
}

const noFilters = {};
