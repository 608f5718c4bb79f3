/** The palette's places in words, in their order. */
export const paletteNames = ["Blue", "Orange", "Teal", "Magenta", "Olive", "Violet", "Sky", "Maroon"] as const;
