import type { AxisOptions, ComboOptions, SeriesOptions } from "@/lib/dashboards/card-options";
import type { SeriesInput } from "./build-series";
import type { ValueFormat } from "./format-value";
import type { XAxisInput } from "./x-axis";

export type MarkKind = "line" | "area" | "bar";
export type Side = "left" | "right";

/** How the values of one column are drawn, and against which axis. */
export interface MarkPlan {
  readonly kind: MarkKind;
  readonly side: Side;
  readonly format?: ValueFormat;
}

/** A line, area, bar or combined chart, as one thing. */
export interface CartesianPlan {
  readonly series: SeriesInput;
  readonly x: XAxisInput;
  readonly markOf: (column: string) => MarkPlan;
  readonly hasBars: boolean;
  readonly stacked: boolean;
  readonly asShares: boolean;
  readonly horizontal: boolean;
  readonly showValues: boolean;
  readonly xAxis: AxisOptions;
  readonly axes: Readonly<Record<Side, AxisOptions>>;
  readonly hasRightAxis: boolean;
}

export type CartesianCard =
  | { readonly kind: "LINE" | "AREA" | "BAR"; readonly options: SeriesOptions }
  | { readonly kind: "COMBO"; readonly options: ComboOptions };

const noAxis: AxisOptions = {};

/** What a card's options mean for each of its columns. */
export function planCartesian(card: CartesianCard): CartesianPlan {
  return card.kind === "COMBO" ? planCombo(card.options) : planSeries(card.kind, card.options);
}

function planSeries(cardKind: "LINE" | "AREA" | "BAR", options: SeriesOptions): CartesianPlan {
  const kind = cardKind.toLowerCase() as MarkKind;
  const asShares = (options.asShares ?? false) && kind !== "line";
  const stacked = kind !== "line" && (asShares || (options.stacked ?? false));
  const mark: MarkPlan = { kind, side: "left", format: options.format };
  return {
    series: { ...options, stacked },
    x: options,
    markOf: () => mark,
    hasBars: kind === "bar",
    stacked,
    asShares,
    horizontal: kind === "bar" && (options.horizontal ?? false),
    showValues: options.showValues ?? false,
    xAxis: options.xAxis ?? noAxis,
    axes: { left: options.yAxis ?? noAxis, right: noAxis },
    hasRightAxis: false,
  };
}

function planCombo(options: ComboOptions): CartesianPlan {
  const lines = new Set(options.lineColumns);
  const bars = options.barColumns.filter((column) => !lines.has(column));
  const hasRightAxis = options.rightAxis !== undefined;
  const bar: MarkPlan = { kind: "bar", side: "left", format: options.format };
  const line: MarkPlan = {
    kind: "line",
    side: hasRightAxis ? "right" : "left",
    format: options.lineFormat ?? (hasRightAxis ? undefined : options.format),
  };
  return {
    series: { xColumn: options.xColumn, yColumns: [...bars, ...lines], stacked: false, colors: options.colors },
    x: options,
    markOf: (column) => (lines.has(column) ? line : bar),
    hasBars: true,
    stacked: options.stacked ?? false,
    asShares: false,
    horizontal: false,
    showValues: false,
    xAxis: options.xAxis ?? noAxis,
    axes: { left: options.yAxis ?? noAxis, right: options.rightAxis ?? noAxis },
    hasRightAxis,
  };
}
