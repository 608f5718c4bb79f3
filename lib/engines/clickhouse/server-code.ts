/** The number of an error in the server's own words, which hold nothing else that may be told. */
export function serverCodeIn(words: string): string | undefined {
  return /\bCode: (\d{1,5})[,.]/.exec(words)?.[1];
}
