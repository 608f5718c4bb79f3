/** What stands in the place of a sentence's braces, by name. */
export type Fillings = Readonly<Record<string, string | number>>;

/** Fills the braces of a sentence; the result is text, and never markup. */
export function fillSentence(sentence: string, values: Fillings): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (braces, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : braces,
  );
}
