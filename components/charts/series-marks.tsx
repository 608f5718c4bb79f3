import type { Marks } from "./cartesian-marks";
import styles from "./charts.module.css";
import { areaPath, dotPath, linePath, rectPath } from "./mark-paths";
import type { PlacedPoint } from "./x-axis";

interface SeriesMarksProps {
  readonly marks: Marks;
  readonly points: readonly PlacedPoint[];
  readonly isChosen: ((row: number) => boolean) | null;
  readonly hitIndex: number | null;
  readonly isStacked: boolean;
}

/** One series as one or two paths, however many values it has: what is chosen, and what is dimmed. */
export function SeriesMarks({ marks, points, isChosen, hitIndex, isStacked }: SeriesMarksProps) {
  const { series, rects, edges } = marks;
  const chosenAt = (index: number) =>
    isChosen === null || (series.rows.get(points[index]?.x ?? null) ?? []).some(isChosen);
  if (series.mark.kind === "bar") {
    const path = (wanted: boolean) =>
      rects.map((rect, index) => (rect && chosenAt(index) === wanted ? rectPath(rect) : "")).join("");
    return (
      <g fill={series.color}>
        <path d={path(true)} />
        {isChosen && <path className={styles.dimmed} d={path(false)} />}
      </g>
    );
  }
  const spots = edges.map((edge) => edge?.[0] ?? null);
  const chosen = isChosen ? spots.map((spot, index) => (chosenAt(index) ? spot : null)) : spots;
  const isDimmed = isChosen !== null && chosen.some((spot, index) => spot === null && spots[index]);
  const hit = hitIndex === null ? null : (spots[hitIndex] ?? null);
  return (
    <g stroke={series.color} fill="none" strokeLinecap="round" strokeLinejoin="round">
      <g className={isDimmed ? styles.dimmed : undefined}>
        {series.mark.kind === "area" && (
          <path d={areaPath(edges)} fill={series.color} fillOpacity={isStacked ? 0.34 : 0.14} stroke="none" />
        )}
        <path d={linePath(spots)} strokeWidth={series.isOther ? 1 : 1.75} />
        <path d={dotPath(spots, true)} strokeWidth={6} />
      </g>
      {isDimmed && <path d={dotPath(chosen, false)} strokeWidth={8} />}
      {hit && (
        <circle cx={hit[0]} cy={hit[1]} r={3.5} fill={series.color} stroke="var(--bhi-surface)" strokeWidth={1.5} />
      )}
    </g>
  );
}
