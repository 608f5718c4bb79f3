import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import styles from "./charts.module.css";
import { dotPath, linePath, type Spot } from "./mark-paths";
import { type Size, useSize } from "./use-size";

const inset = 4;

/** The way to a figure as a small line without axes; the figure's card tells the numbers. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const [box, size] = useSize<HTMLDivElement>();
  const spots = size ? spotsOf(values, size) : [];
  return (
    <div className={styles.sparkline} ref={box} aria-hidden="true">
      {size && size.height >= 12 && (
        <svg
          width={size.width}
          height={size.height}
          fill="none"
          stroke="var(--bhi-accent)"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <path d={linePath(spots)} strokeWidth={1.5} strokeLinejoin="round" />
          <path d={dotPath(spots, true)} strokeWidth={5} />
          <path d={dotPath([spots.findLast((spot) => spot !== null) ?? null], false)} strokeWidth={6} />
        </svg>
      )}
    </div>
  );
}

function spotsOf(values: readonly (number | null)[], { width, height }: Size): readonly Spot[] {
  const [least = 0, greatest = 0] = extent(values, (value) => value ?? undefined);
  const along = scaleLinear([0, values.length - 1], [inset, width - inset]);
  const across = scaleLinear([least, greatest], [height - inset, inset]);
  return values.map((value, index) => (value === null ? null : [along(index), across(value)]));
}
