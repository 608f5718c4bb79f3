/**
 * Prisma's condition for text that holds these words, whatever their case. `%`, `_` and `\` are characters like any other:
 * they reach the database's LIKE escaped, so that a search for `_` finds underscores and not everything.
 */
export function containsWords(words: string): { readonly contains: string; readonly mode: "insensitive" } {
  return { contains: words.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" };
}
