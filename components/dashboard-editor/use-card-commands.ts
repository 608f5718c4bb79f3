import { useMemo } from "react";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { closeGaps, type Places } from "@/lib/dashboards/move-card";
import { uuidv7 } from "@/lib/uuid";
import { cardsOn } from "./card-of-draft";
import {
  type NewCardKind,
  withCardOnTab,
  withCopyOfCard,
  withMovedCard,
  withNewCard,
  withoutCard,
  withPlaces,
} from "./edit-content";
import type { EditorWords } from "./messages/use-editor-words";
import type { Change } from "./use-draft";

type PhonePlaces = ReadonlyMap<string, NonNullable<DraftCard["mobileLayout"]>>;

interface CardCommandsInput {
  readonly change: Change;
  readonly tab: string | null;
  /** Shows a card in the panel. */
  readonly open: (id: string, panel?: string) => void;
  readonly words: EditorWords;
}

/** What is done with the cards of a tab, each a step that can be undone. */
export function useCardCommands({ change, tab, open, words }: CardCommandsInput) {
  return useMemo(
    () => ({
      add(kind: NewCardKind) {
        const id = uuidv7();
        change((current) => withNewCard(current, tab, { kind, id }, words));
        open(id, "data");
      },
      remove: (id: string) => change((current) => withoutCard(current, id)),
      duplicate(id: string) {
        const copy = uuidv7();
        change((current) => withCopyOfCard(current, id, copy, words));
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
    [change, tab, open, words],
  );
}
