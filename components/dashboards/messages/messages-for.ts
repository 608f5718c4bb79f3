import { english, type Messages } from "./english";
import { german } from "./german";

const languages = new Map<string, Messages>([
  ["en", english],
  ["de", german],
]);

/** A host's own sentences by name; names that there are not are left alone. */
export type OwnMessages = Readonly<Record<string, unknown>>;

/** The sentences in the language of a locale, English where there is none, with a host's own in their place. */
export function messagesFor(locale: string, own: OwnMessages = {}): Messages {
  return sentencesFor(languages, english, locale, own);
}

/** The same of any set of sentences. */
export function sentencesFor<T extends Readonly<Record<string, string>>>(
  known: ReadonlyMap<string, T>,
  fallback: T,
  locale: string,
  own: OwnMessages,
): T {
  const language = locale.toLowerCase().split("-")[0] ?? "";
  const chosen = Object.entries(own).filter(([name, text]) => Object.hasOwn(fallback, name) && isSentence(text));
  return { ...(known.get(language) ?? fallback), ...Object.fromEntries(chosen) };
}

function isSentence(text: unknown): text is string {
  return typeof text === "string" && text.length <= 500;
}
