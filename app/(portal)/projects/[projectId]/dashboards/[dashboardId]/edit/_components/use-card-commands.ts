import { useMemo } from "react";
import { cardsOn } from "@/components/dashboard-editor/card-of-draft";
import {
  type NewCardKind,
  withCardOnTab,
  withCopyOfCard,
  withMovedCard,
  withNewCard,
  withoutCard,
  withPlaces,
} from "@/components/dashboard-editor/edit-content";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { closeGaps, type Places } from "@/lib/dashboards/move-card";
import { uuidv7 } from "@/lib/uuid";
import type { Change } from "./use-draft";

type PhonePlaces = ReadonlyMap<string, NonNullable<DraftCard["mobileLayout"]>>;

/** What is done with the cards of a tab, each a step that can be undone. `open` shows a card in the panel. */
export function useCardCommands(change: Change, tab: string | null, open: (id: string, panel?: string) => void) {
  return useMemo(
    () => ({
      add(kind: NewCardKind) {
        const id = uuidv7();
        change((current) => withNewCard(current, tab, kind, id));
        open(id, "data");
      },
      remove: (id: string) => change((current) => withoutCard(current, id)),
      duplicate(id: string) {
        const copy = uuidv7();
        change((current) => withCopyOfCard(current, id, copy));
        open(copy);
      },
      toTab: (id: string, to: string) => change((current) => withCardOnTab(current, id, to)),
      move: (id: string, layout: Partial<DraftCard["layout"]>) =>
        change((current) => withMovedCard(current, id, layout), `${Object.keys(layout).join()}:${id}`),
      place: (places: Places) => change((current) => withPlaces(current, places)),
      placeOnPhone: (places: PhonePlaces) =>
        change(
          (current) => ({
            ...current,
            cards: current.cards.map((one) => ({ ...one, mobileLayout: places.get(one.id) ?? one.mobileLayout })),
          }),
          "mobile",
        ),
      closeGaps: () => change((current) => withPlaces(current, closeGaps(cardsOn(current, tab)))),
    }),
    [change, tab, open],
  );
}
