import { createContext, useContext, useMemo } from "react";
import { type DrawingSentence, drawingSentences } from "./drawing-sentences";
import { type Fillings, fillSentence } from "./fill-sentence";

/** A sentence by name, its braces filled. */
export type Say = (name: DrawingSentence, values?: Fillings) => string;

/** How a drawing speaks: whose numbers and dates it writes, and whose sentences. */
export interface DrawingWords {
  readonly locale: string;
  readonly say: Say;
}

export const sayInEnglish: Say = (name, values = {}) => fillSentence(drawingSentences[name], values);

/** The sentences of the drawings within; English where nobody has set others. */
export const SayContext = createContext<Say>(sayInEnglish);

/** How many of how many there is room for, in a sentence. */
export function firstOf(name: DrawingSentence, shown: number, all: number, { locale, say }: DrawingWords): string {
  return say(name, { shown: shown.toLocaleString(locale), all: all.toLocaleString(locale) });
}

/** The words of a drawing: its own locale, and the sentences of whatever is around it. */
export function useDrawingWords(locale: string): DrawingWords {
  const say = useContext(SayContext);
  return useMemo(() => ({ locale, say }), [locale, say]);
}
