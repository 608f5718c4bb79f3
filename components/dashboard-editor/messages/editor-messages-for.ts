import { type OwnMessages, sentencesFor } from "@/components/dashboards/messages/messages-for";
import { type EditorMessages, editorEnglish } from "./english";
import { editorGerman } from "./german";

const languages = new Map<string, EditorMessages>([
  ["en", editorEnglish],
  ["de", editorGerman],
]);

/** The editor's sentences in the language of a locale, English where there is none, with a host's own in their place. */
export function editorMessagesFor(locale: string, own: OwnMessages = {}): EditorMessages {
  return sentencesFor(languages, editorEnglish, locale, own);
}
