import type {
  ComboOptions,
  FunnelOptions,
  HeatmapOptions,
  NumberOptions,
  PieOptions,
  PivotOptions,
  ScatterOptions,
  SeriesOptions,
  TableOptions,
} from "@/lib/dashboards/card-options";

/** The options of each kind of card that draws rows. */
export interface OptionsByKind {
  readonly NUMBER: NumberOptions;
  readonly LINE: SeriesOptions;
  readonly AREA: SeriesOptions;
  readonly BAR: SeriesOptions;
  readonly COMBO: ComboOptions;
  readonly PIE: PieOptions;
  readonly SCATTER: ScatterOptions;
  readonly HEATMAP: HeatmapOptions;
  readonly FUNNEL: FunnelOptions;
  readonly TABLE: TableOptions;
  readonly PIVOT: PivotOptions;
}

export type ChartKind = keyof OptionsByKind;

/** A kind of drawing with options that fit it. */
export type ChartChoice = {
  readonly [Kind in ChartKind]: { readonly kind: Kind; readonly options: OptionsByKind[Kind] };
}[ChartKind];
