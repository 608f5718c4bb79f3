import { createContext, useContext, useMemo } from "react";
import { type Fillings, fillSentence } from "@/components/charts/fill-sentence";
import type { MessageName } from "@/components/dashboards/messages/english";
import { LanguageContext } from "@/components/dashboards/messages/use-words";
import { type EditorMessageName, type EditorMessages, editorEnglish } from "./english";

/** English where nobody says otherwise, as in the portal. */
export const EditorLanguageContext = createContext<EditorMessages>(editorEnglish);

export interface EditorWords {
  readonly locale: string;
  /** A sentence of the editor, or one of the viewers', by name. */
  say(name: EditorMessageName | MessageName, values?: Fillings): string;
}

/** The sentences of the editor around, in the language of whoever edits. */
export function useEditorWords(): EditorWords {
  const { locale, messages } = useContext(LanguageContext);
  const editing = useContext(EditorLanguageContext);
  return useMemo(() => {
    const all = { ...messages, ...editing };
    return { locale, say: (name, values = {}) => fillSentence(all[name], values) };
  }, [locale, messages, editing]);
}
