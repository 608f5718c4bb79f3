import { type ReactNode, useState } from "react";
import { formatValue } from "@/components/charts/format-value";
import type { ValueEvent } from "@/components/charts/value-event";
import type { CardView } from "@/lib/dashboards/card-schema";
import { actionsFor, type CardAction } from "./card-actions";
import type { CardGridProps } from "./card-grid";
import type { Anchor } from "./floating";
import { Menu } from "./menu";
import { useWords, type Words } from "./messages/use-words";
import { RowsSheet } from "./rows-sheet";

interface Asked {
  readonly card: CardView;
  readonly chosen: ValueEvent;
  readonly at: Anchor;
  readonly actions: readonly CardAction[];
}

interface ValueActions {
  readonly onValue: (card: CardView, chosen: ValueEvent, at: Anchor) => void;
  /** The menu that asks what to do, or the rows that were asked for. */
  readonly overlay: ReactNode;
}

/** Does what a card's interactions say when a value is chosen; where there are several, it asks which. */
export function useValueActions(props: CardGridProps): ValueActions {
  const { open, chosen: filters, onFilter, door, dashboards, onOpenDashboard } = props;
  const words = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [rowsOf, setRowsOf] = useState<{ card: CardView; row: ValueEvent["row"] } | null>(null);
  const mayOpen = (id: string) =>
    onOpenDashboard !== undefined && (dashboards === undefined || dashboards.some((one) => one.id === id));
  const act = (card: CardView, action: CardAction) => {
    if (action.does === "rows") setRowsOf({ card, row: action.row });
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
    const [only] = actions;
    if (actions.length > 1) setAsked({ card, chosen, at, actions });
    else if (only) act(card, only);
  };
  const overlay = (
    <>
      {asked ? (
        <Menu
          anchor={asked.at}
          label={formatValue(asked.chosen.value, words)}
          heading={formatValue(asked.chosen.value, words)}
          items={asked.actions.map((action, index) => ({
            key: `${index}`,
            label: labelOf(action, dashboards, words),
            onChoose: () => act(asked.card, action),
          }))}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {rowsOf && door?.rows ? (
        <RowsSheet
          card={rowsOf.card}
          row={rowsOf.row}
          filters={filters}
          load={door.rows}
          onClose={() => setRowsOf(null)}
        />
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
