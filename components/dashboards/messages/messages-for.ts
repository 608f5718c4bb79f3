import { english, type MessageName, type Messages } from "./english";
import { german } from "./german";

const languages = new Map<string, Messages>([
  ["en", english],
  ["de", german],
]);

/** A host's own sentences by name; names that there are not are left alone. */
export type OwnMessages = Readonly<Record<string, unknown>>;

/** The sentences in the language of a locale, English where there is none, with a host's own in their place. */
export function messagesFor(locale: string, own: OwnMessages = {}): Messages {
  const language = locale.toLowerCase().split("-")[0] ?? "";
  const known = languages.get(language) ?? english;
  const chosen = Object.entries(own).filter(([name, text]) => isMessageName(name) && isSentence(text));
  return { ...known, ...Object.fromEntries(chosen) };
}

function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(english, name);
}

function isSentence(text: unknown): text is string {
  return typeof text === "string" && text.length <= 500;
}
