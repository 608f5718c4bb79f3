import type { CartesianLayout } from "./cartesian-layout";
import type { CartesianPlan } from "./cartesian-plan";
import styles from "./charts.module.css";

interface PlotAxesProps {
  readonly layout: Pick<CartesianLayout, "size" | "plot" | "horizontal" | "valueTexts" | "placeTexts" | "zero">;
  readonly plan: Pick<CartesianPlan, "xAxis" | "axes" | "hasRightAxis">;
}

/** Gridlines at the values, and the texts of all axes. */
export function PlotAxes({ layout, plan }: PlotAxesProps) {
  const { plot, horizontal, valueTexts, placeTexts, zero } = layout;
  const [right, bottom] = [plot.left + plot.width, plot.top + plot.height];
  const acrossLine = (at: number) => (horizontal ? `M${at},${plot.top}V${bottom}` : `M${plot.left},${at}H${right}`);
  return (
    <g>
      <path className={styles.gridline} d={valueTexts.left.map(({ at }) => acrossLine(at)).join("")} />
      {valueTexts.left.map(({ at, text }) => (
        <text key={at} {...(horizontal ? below(at, bottom) : beside(plot.left - 8, at, "end"))}>
          {text}
        </text>
      ))}
      {valueTexts.right.map(({ at, text }) => (
        <text key={at} {...beside(right + 8, at, "start")}>
          {text}
        </text>
      ))}
      {placeTexts.map(({ at, text }) => (
        <text key={at} {...(horizontal ? beside(plot.left - 8, at, "end") : below(at, bottom))}>
          {text}
        </text>
      ))}
      {zero !== null && <path className={styles.zeroline} d={acrossLine(zero)} />}
      <AxisTitles layout={layout} plan={plan} />
    </g>
  );
}

function AxisTitles({ layout: { plot, horizontal, size }, plan }: PlotAxesProps) {
  const middle = plot.top + plot.height / 2;
  const left = horizontal ? plan.xAxis.title : plan.axes.left.title;
  const bottom = horizontal ? plan.axes.left.title : plan.xAxis.title;
  const right = plan.hasRightAxis ? plan.axes.right.title : undefined;
  return (
    <>
      {left && (
        <text textAnchor="middle" transform={`translate(11,${middle}) rotate(-90)`}>
          {left}
        </text>
      )}
      {right && (
        <text textAnchor="middle" transform={`translate(${size.width - 11},${middle}) rotate(90)`}>
          {right}
        </text>
      )}
      {bottom && (
        <text textAnchor="middle" x={plot.left + plot.width / 2} y={plot.top + plot.height + 35}>
          {bottom}
        </text>
      )}
    </>
  );
}

const below = (x: number, bottom: number) => ({ x, y: bottom + 16, textAnchor: "middle" as const });
const beside = (x: number, y: number, textAnchor: "start" | "end") => ({ x, y, dy: "0.32em", textAnchor });
