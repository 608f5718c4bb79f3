import { fillSentence } from "@/components/charts/fill-sentence";
import { editorEnglish } from "@/components/dashboard-editor/messages/english";
import type { EditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { english } from "@/components/dashboards/messages/english";

/** What the editor says in English, outside of any page. */
export const editorWords: EditorWords = {
  locale: "en",
  say: (name, values = {}) => fillSentence({ ...english, ...editorEnglish }[name], values),
};
