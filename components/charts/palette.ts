/** How many series get a colour of their own; what is beyond is "Other". */
export const paletteSize = 8;

/** Colour of the series at a position, as a CSS value; the two themes define what stands behind it. */
export function seriesColor(index: number): string {
  return index < paletteSize ? `var(--bhi-chart-${index + 1})` : otherColor;
}

export const otherColor = "var(--bhi-chart-other)";
