import { type ReactNode, useState } from "react";
import type { ValueEvent } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import { actionsFor, type CardAction } from "./card-actions";
import type { CardGridProps } from "./card-grid";
import type { Anchor } from "./floating";
import { Menu } from "./menu";
import { useWords, type Words } from "./messages/use-words";
import { RowsSheet, type RowsSheetProps } from "./rows-sheet";
import { valueText } from "./value-text";

interface Asked {
  readonly card: CardView;
  /** What was chosen, in words. */
  readonly value: string;
  readonly at: Anchor;
  readonly actions: readonly CardAction[];
}

type RowsAsked = Pick<RowsSheetProps, "card" | "value" | "row">;

interface ValueActions {
  readonly onValue: (card: CardView, chosen: ValueEvent, at: Anchor) => void;
  /** The menu that asks what to do, or the rows that were asked for. */
  readonly overlay: ReactNode;
}

/** Does what a card's interactions say when a value is chosen; where there are several, it asks which. */
export function useValueActions(props: CardGridProps): ValueActions {
  const { data, open, chosen: filters, onFilter, door, dashboards, onOpenDashboard } = props;
  const words = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [rowsOf, setRowsOf] = useState<RowsAsked | null>(null);
  const mayOpen = (id: string) =>
    onOpenDashboard !== undefined && (dashboards === undefined || dashboards.some((one) => one.id === id));
  const act = (card: CardView, value: string, action: CardAction) => {
    if (action.does === "rows") setRowsOf({ card, value, row: action.row });
    else if (action.does === "dashboard") onOpenDashboard?.(action.dashboardId, { ...filters, ...action.filters });
    else {
      const { name } = action.filter;
      const { [name]: _, ...others } = filters;
      onFilter(name, action.isSet ? others : { ...others, [name]: action.value });
    }
  };
  const onValue: ValueActions["onValue"] = (card, chosen, at) => {
    const actions = actionsFor(card, chosen, {
      filters: open,
      chosen: filters,
      mayOpen,
      mayShowRows: door?.rows !== undefined,
    });
    const line = data.lines.get(card.id);
    const value = valueText(card, line?.error ? undefined : line, chosen, words);
    const [only] = actions;
    if (actions.length > 1) setAsked({ card, value, at, actions });
    else if (only) act(card, value, only);
  };
  const overlay = (
    <>
      {asked ? (
        <Menu
          anchor={asked.at}
          label={asked.value}
          heading={asked.value}
          items={asked.actions.map((action, index) => ({
            key: `${index}`,
            label: labelOf(action, dashboards, words),
            onChoose: () => act(asked.card, asked.value, action),
          }))}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {rowsOf && door?.rows ? (
        <RowsSheet {...rowsOf} filters={filters} load={door.rows} onClose={() => setRowsOf(null)} />
      ) : null}
    </>
  );
  return { onValue, overlay };
}

function labelOf(action: CardAction, dashboards: CardGridProps["dashboards"], { say }: Words): string {
  if (action.does === "rows") return say("showRows");
  if (action.does === "filter") return say(action.isSet ? "unfilterBy" : "filterBy", { label: action.filter.label });
  const title = dashboards?.find(({ id }) => id === action.dashboardId)?.title;
  return title ? say("openDashboard", { title }) : say("openAnotherDashboard");
}
