import { z } from "zod";
import { filterValuesSchema } from "./filter-schema";

const columnName = z.string().min(1, "Name a column").max(200);

/** How a number or date is written. `unit` follows the number, e.g. `min`; `currency` is an ISO 4217 code. */
export const formatSchema = z.strictObject({
  style: z.enum(["number", "percent", "currency", "compact", "date"]),
  digits: z.number().int().min(0).max(10).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "A currency is three capitals, such as USD")
    .optional(),
  unit: z.string().max(20).optional(),
});

export const numberOptionsSchema = z.strictObject({ valueColumn: columnName, format: formatSchema.optional() });

export const seriesOptionsSchema = z.strictObject({
  xColumn: columnName,
  yColumns: z.array(columnName).min(1, "Name at least one column to draw").max(20),
  seriesColumn: columnName.optional(),
  stacked: z.boolean().optional(),
  format: formatSchema.optional(),
  xKind: z.enum(["category", "number", "date"]).optional(),
});

export const pieOptionsSchema = z.strictObject({
  labelColumn: columnName,
  valueColumn: columnName,
  format: formatSchema.optional(),
});

export const tableOptionsSchema = z.strictObject({
  columns: z
    .array(z.strictObject({ name: columnName, label: z.string().max(200).optional(), format: formatSchema.optional() }))
    .max(200)
    .optional(),
});

/** A place on the grid of twelve columns, in grid units. */
export const layoutSchema = z
  .strictObject({
    x: z.number().int().min(0).max(11),
    y: z.number().int().min(0).max(10_000),
    width: z.number().int().min(1).max(12),
    height: z.number().int().min(1).max(100),
  })
  .refine(({ x, width }) => x + width <= 12, { error: "The card is wider than the grid", path: ["width"] });

const largestSqlBytes = 65_536;

export const cardSqlSchema = z
  .string()
  .refine((sql) => sql.trim() !== "", "Write a query")
  .refine((sql) => new TextEncoder().encode(sql).length <= largestSqlBytes, "A query is at most 64 KiB long");

const cardFields = {
  /** Of a card that the dashboard has already; without it the card is new. */
  id: z.uuid().optional(),
  title: z.string().trim().max(200),
  description: z.string().trim().max(2_000).default(""),
  connectionId: z.uuid(),
  sql: cardSqlSchema,
  layout: layoutSchema,
};

/** One number, chart or table; its options fit its kind. */
export const cardInputSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...cardFields, kind: z.literal("NUMBER"), options: numberOptionsSchema }),
  z.strictObject({ ...cardFields, kind: z.literal("LINE"), options: seriesOptionsSchema }),
  z.strictObject({ ...cardFields, kind: z.literal("AREA"), options: seriesOptionsSchema }),
  z.strictObject({ ...cardFields, kind: z.literal("BAR"), options: seriesOptionsSchema }),
  z.strictObject({ ...cardFields, kind: z.literal("PIE"), options: pieOptionsSchema }),
  z.strictObject({ ...cardFields, kind: z.literal("TABLE"), options: tableOptionsSchema }),
]);

/** How a card is exported. `filters` is a JSON object of values by filter name, since an address holds text only. */
export const exportCardSchema = z.strictObject({
  filters: z
    .string()
    .max(10_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "Give a JSON object" });
        return z.NEVER;
      }
    })
    .pipe(filterValuesSchema)
    .optional(),
  asTenantId: z.uuid().optional(),
});

export type CardFormat = z.output<typeof formatSchema>;
export type NumberOptions = z.output<typeof numberOptionsSchema>;
export type SeriesOptions = z.output<typeof seriesOptionsSchema>;
export type PieOptions = z.output<typeof pieOptionsSchema>;
export type TableOptions = z.output<typeof tableOptionsSchema>;
export type CardLayout = z.output<typeof layoutSchema>;
export type CardInput = z.input<typeof cardInputSchema>;
export type ParsedCard = z.output<typeof cardInputSchema>;

const viewFields = {
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  layout: layoutSchema,
  /** `sql` and `connectionId` are there for those who may edit only (R19). */
  sql: z.string().optional(),
  connectionId: z.uuid().optional(),
};

/** A card as it is sent to people. */
export const cardViewSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...viewFields, kind: z.literal("NUMBER"), options: numberOptionsSchema }),
  z.strictObject({ ...viewFields, kind: z.literal("LINE"), options: seriesOptionsSchema }),
  z.strictObject({ ...viewFields, kind: z.literal("AREA"), options: seriesOptionsSchema }),
  z.strictObject({ ...viewFields, kind: z.literal("BAR"), options: seriesOptionsSchema }),
  z.strictObject({ ...viewFields, kind: z.literal("PIE"), options: pieOptionsSchema }),
  z.strictObject({ ...viewFields, kind: z.literal("TABLE"), options: tableOptionsSchema }),
]);

export type CardView = z.output<typeof cardViewSchema>;
