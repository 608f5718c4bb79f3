import { createContext, useContext, useMemo } from "react";
import { type Fillings, fillSentence } from "@/components/charts/fill-sentence";
import { english, type MessageName, type Messages } from "./english";

export interface Language {
  readonly locale: string;
  readonly messages: Messages;
}

export const LanguageContext = createContext<Language>({ locale: "en-US", messages: english });

export interface Words {
  readonly locale: string;
  /** A sentence by name, its braces filled. */
  say(name: MessageName, values?: Fillings): string;
}

/** The sentences of the dashboard around, in the language of whoever looks. */
export function useWords(): Words {
  const language = useContext(LanguageContext);
  return useMemo(() => {
    const { locale, messages } = language;
    return { locale, say: (name, values = {}) => fillSentence(messages[name], values) };
  }, [language]);
}
