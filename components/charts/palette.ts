/** How many series get a colour of their own; what is beyond is "Other". */
export const paletteSize = 8;

/** Colour of the series at a position, as a CSS value; the two themes define what stands behind it. */
export function seriesColor(index: number): string {
  return index < paletteSize ? `var(--bhi-chart-${index + 1})` : otherColor;
}

/** Colour of what stands alone: the host's accent, which need not be distinct from anything. */
export const singleColor = "var(--bhi-accent)";

export const otherColor = "var(--bhi-chart-other)";

/** The palette's place chosen for each name, by name. */
export type ChosenColors = Readonly<Record<string, number>>;

/** A colour for each name: what was chosen for it, else the next place of the palette that nobody has chosen. */
export function assignColors(names: readonly string[], chosen: ChosenColors = {}): readonly string[] {
  const own = (name: string) => (Object.hasOwn(chosen, name) ? chosen[name] : undefined);
  const taken = new Set(names.map(own));
  const free = Array.from({ length: paletteSize }, (_, index) => index).filter((index) => !taken.has(index));
  return names.map((name) => seriesColor(own(name) ?? free.shift() ?? paletteSize));
}
