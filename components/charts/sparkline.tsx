import styles from "./charts.module.css";
import { dotPath, linePath, type Spot } from "./mark-paths";
import { useSize } from "./use-size";

const inset = 4;

/** The way to a figure as a small line without axes; the figure's card tells the numbers. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const [box, size] = useSize<HTMLDivElement>();
  const known = values.filter((value) => value !== null);
  const least = known.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const span = known.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY) - least;
  const spots = size
    ? values.map((value, index): Spot => {
        if (value === null) return null;
        const x = inset + (index / (values.length - 1)) * (size.width - 2 * inset);
        const share = span > 0 ? (value - least) / span : 0.5;
        return [x, inset + (1 - share) * (size.height - 2 * inset)];
      })
    : [];
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
