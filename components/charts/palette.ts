/** How many series get a colour of their own; what is beyond is "Other". */
export const paletteSize = 8;

/** Colour of the series at a position, as a CSS value; the two themes define what stands behind it. */
export function seriesColor(index: number): string {
  return index < paletteSize ? `var(--bhi-chart-${index + 1})` : otherColor;
}

/** Colour of what stands alone: the host's accent, which need not be distinct from anything. */
export const singleColor = "var(--bhi-accent)";

export const otherColor = "var(--bhi-chart-other)";
