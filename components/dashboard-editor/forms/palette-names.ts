import type { EditorMessageName } from "../messages/english";

/** The palette's places in words, in their order. */
export const paletteNames: readonly EditorMessageName[] = [
  "blue",
  "orange",
  "teal",
  "magenta",
  "olive",
  "violet",
  "sky",
  "maroon",
];
