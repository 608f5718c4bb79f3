import type { CartesianLayout } from "./cartesian-layout";
import type { Marks } from "./cartesian-marks";
import type { CartesianModel } from "./cartesian-model";
import styles from "./charts.module.css";
import { textWidth } from "./text-width";

interface ValueLabelsProps {
  readonly marks: readonly Marks[];
  readonly model: CartesianModel;
  readonly layout: CartesianLayout;
  readonly isStacked: boolean;
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
}

const lineHeight = 12;

/** Values at their marks, each only where it touches no other. */
export function ValueLabels(props: ValueLabelsProps) {
  return (
    <g className={styles.valueLabels}>
      {withoutOverlap(props.marks.flatMap((one) => labelsOf(one, props))).map(({ x, y, text, anchor }) => (
        <text key={`${x} ${y}`} x={x} y={y} dy="0.32em" textAnchor={anchor}>
          {text}
        </text>
      ))}
    </g>
  );
}

function labelsOf({ series, rects, edges }: Marks, { model, layout, isStacked }: ValueLabelsProps): readonly Label[] {
  const { horizontal } = layout;
  return Array.from({ length: layout.count }).flatMap((_, index): Label[] => {
    const extent = series.extents[index];
    if (!extent) return [];
    const value = isStacked ? extent[1] - extent[0] : extent[1];
    const text = model.shortText(value, series.mark.side);
    const rect = rects[index];
    const width = textWidth(text);
    if (rect && isStacked) {
      const fits = rect.height >= lineHeight + 2 && rect.width >= width + 4;
      return fits ? [{ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2, text, anchor: "middle" }] : [];
    }
    if (rect && horizontal) {
      const isLeft = value < 0;
      const x = isLeft ? rect.x - 5 : rect.x + rect.width + 5;
      return [{ x, y: rect.y + rect.height / 2, text, anchor: isLeft ? "end" : "start" }];
    }
    if (rect) {
      const y = value < 0 ? rect.y + rect.height + 8 : rect.y - 8;
      return [{ x: rect.x + rect.width / 2, y, text, anchor: "middle" }];
    }
    const spot = edges[index]?.[0];
    return spot ? [{ x: spot[0], y: spot[1] - 9, text, anchor: "middle" }] : [];
  });
}

/** Left out is what would touch a label that is there already. Only the first thousand are looked at. */
function withoutOverlap(labels: readonly Label[]): readonly Label[] {
  const kept: (Label & { from: number; to: number })[] = [];
  for (const label of labels.slice(0, 1_000)) {
    const width = textWidth(label.text) + 4;
    const from = label.anchor === "start" ? label.x : label.anchor === "end" ? label.x - width : label.x - width / 2;
    const to = from + width;
    const touches = kept.some((one) => from < one.to && to > one.from && Math.abs(one.y - label.y) < lineHeight);
    if (!touches) kept.push({ ...label, from, to });
  }
  return kept;
}
