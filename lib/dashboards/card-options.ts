import { z } from "zod";
import { fieldFormatSchema } from "@/lib/domains/domain-definition-schema";

const columnName = z.string().min(1, "Name a column").max(200);
const title = z.string().trim().max(200);

const format = fieldFormatSchema.optional();

/** An axis; what is left out follows from the data. A bar's axis starts at zero whatever `minimum` says. */
const axisSchema = z.strictObject({
  title: title.optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  logarithmic: z.boolean().optional(),
});

/** A place in the palette of eight, by the name of a series or slice. */
const colors = z.record(z.string().max(200), z.number().int().min(0).max(7)).optional();

export const numberOptionsSchema = z.strictObject({
  valueColumn: columnName,
  format,
  /** Which row is the figure; `last` when there are several in the order of time. */
  row: z.enum(["first", "last"]).optional(),
  /** What the figure is measured against: another column of its row, or the row before it. */
  comparison: z
    .discriminatedUnion("with", [
      z.strictObject({ with: z.literal("column"), column: columnName, label: title.optional() }),
      z.strictObject({ with: z.literal("previous_row"), label: title.optional() }),
    ])
    .optional(),
  /** Which direction is good news; without it a change has no colour. */
  goodDirection: z.enum(["up", "down"]).optional(),
  /** All rows as a small line under the figure, in the order of this column. */
  sparkline: z.strictObject({ xColumn: columnName }).optional(),
});

const axes = { xAxis: axisSchema.optional(), yAxis: axisSchema.optional() };

export const seriesOptionsSchema = z.strictObject({
  xColumn: columnName,
  yColumns: z.array(columnName).min(1, "Name at least one column to draw").max(20),
  seriesColumn: columnName.optional(),
  stacked: z.boolean().optional(),
  /** Of a stack: shares of the whole instead of sums. */
  asShares: z.boolean().optional(),
  /** Of bars: from left to right. */
  horizontal: z.boolean().optional(),
  /** Values written at their marks where they fit. */
  showValues: z.boolean().optional(),
  format,
  xKind: z.enum(["category", "number", "date"]).optional(),
  ...axes,
  colors,
});

export const comboOptionsSchema = z.strictObject({
  xColumn: columnName,
  barColumns: z.array(columnName).min(1, "Name at least one column for bars").max(10),
  lineColumns: z.array(columnName).min(1, "Name at least one column for lines").max(10),
  /** Lines against an axis of their own. */
  rightAxis: axisSchema.optional(),
  stacked: z.boolean().optional(),
  format,
  lineFormat: format,
  xKind: z.enum(["category", "number", "date"]).optional(),
  ...axes,
  colors,
});

export const pieOptionsSchema = z.strictObject({
  labelColumn: columnName,
  valueColumn: columnName,
  donut: z.boolean().optional(),
  format,
  colors,
});

export const scatterOptionsSchema = z.strictObject({
  xColumn: columnName,
  yColumn: columnName,
  sizeColumn: columnName.optional(),
  labelColumn: columnName.optional(),
  seriesColumn: columnName.optional(),
  xFormat: format,
  yFormat: format,
  ...axes,
  colors,
});

export const heatmapOptionsSchema = z.strictObject({
  xColumn: columnName,
  yColumn: columnName,
  valueColumn: columnName,
  showValues: z.boolean().optional(),
  format,
});

export const funnelOptionsSchema = z.strictObject({ labelColumn: columnName, valueColumn: columnName, format });

/** Colours cells: by comparing with a number or text, or on a scale between the column's least and greatest value. */
const conditionalFormatSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("rule"),
    operator: z.enum(["=", "!=", "<", "<=", ">", ">=", "contains"]),
    value: z.union([z.number(), z.string().max(200)]),
    tone: z.enum(["good", "warning", "bad", "accent"]),
  }),
  z.strictObject({ kind: z.literal("scale") }),
  z.strictObject({ kind: z.literal("bar") }),
]);

export const tableOptionsSchema = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        name: columnName,
        label: title.optional(),
        format,
        width: z.number().int().min(40).max(1_000).optional(),
        total: z.enum(["sum", "average", "minimum", "maximum", "count"]).optional(),
        conditionalFormats: z.array(conditionalFormatSchema).max(10).optional(),
      }),
    )
    .max(200)
    .optional(),
  /** How rows stand at first; a viewer may sort by any column. */
  sort: z.strictObject({ column: columnName, direction: z.enum(["ascending", "descending"]) }).optional(),
});

export const pivotOptionsSchema = z.strictObject({
  rowColumns: z.array(columnName).min(1, "Name at least one column for rows").max(5),
  columnColumns: z.array(columnName).max(3),
  values: z
    .array(
      z.strictObject({
        column: columnName,
        aggregation: z.enum(["sum", "average", "minimum", "maximum", "count"]),
        label: title.optional(),
        format,
      }),
    )
    .min(1, "Name at least one column for values")
    .max(10),
  totals: z.boolean().optional(),
});

/** Markdown without HTML and without remote images (R20). */
export const textOptionsSchema = z.strictObject({ markdown: z.string().max(20_000) });

export type CardFormat = z.output<typeof fieldFormatSchema>;
export type AxisOptions = z.output<typeof axisSchema>;
export type NumberOptions = z.output<typeof numberOptionsSchema>;
export type SeriesOptions = z.output<typeof seriesOptionsSchema>;
export type ComboOptions = z.output<typeof comboOptionsSchema>;
export type PieOptions = z.output<typeof pieOptionsSchema>;
export type ScatterOptions = z.output<typeof scatterOptionsSchema>;
export type HeatmapOptions = z.output<typeof heatmapOptionsSchema>;
export type FunnelOptions = z.output<typeof funnelOptionsSchema>;
export type TableOptions = z.output<typeof tableOptionsSchema>;
export type PivotOptions = z.output<typeof pivotOptionsSchema>;
export type TextOptions = z.output<typeof textOptionsSchema>;
