import { z } from "zod";
import { answerFieldSchema } from "@/lib/domains/answer-field-schema";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { cardInteractionSchema } from "./card-interactions";
import {
  comboOptionsSchema,
  funnelOptionsSchema,
  heatmapOptionsSchema,
  numberOptionsSchema,
  pieOptionsSchema,
  pivotOptionsSchema,
  scatterOptionsSchema,
  seriesOptionsSchema,
  tableOptionsSchema,
  textOptionsSchema,
} from "./card-options";
import { filterValuesTextSchema } from "./filter-schema";
import { isCardHidden } from "./restore-sources";

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

/** The kinds of card that draw rows, with the options of each. */
const drawings = {
  NUMBER: numberOptionsSchema,
  LINE: seriesOptionsSchema,
  AREA: seriesOptionsSchema,
  BAR: seriesOptionsSchema,
  COMBO: comboOptionsSchema,
  PIE: pieOptionsSchema,
  SCATTER: scatterOptionsSchema,
  HEATMAP: heatmapOptionsSchema,
  FUNNEL: funnelOptionsSchema,
  TABLE: tableOptionsSchema,
  PIVOT: pivotOptionsSchema,
} as const;

/** One strict object a kind: `fields`, and the options that fit it. */
function ofKind<const Kind extends string, Options extends z.ZodType, Fields extends z.ZodRawShape>(
  kind: Kind,
  options: Options,
  fields: Fields,
) {
  return z.strictObject({ ...fields, kind: z.literal(kind), options });
}

const tabId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .nullable()
  .default(null);

/** A place in the one column of narrow screens. */
export const mobileLayoutSchema = z.strictObject({
  order: z.number().int().min(0).max(1_000),
  height: z.number().int().min(1).max(100),
});

const textFields = {
  /** Of a card that the dashboard has already; without it the card is new. */
  id: z.uuid().optional(),
  title: z.string().trim().max(200),
  description: z.string().trim().max(2_000).default(""),
  layout: layoutSchema,
  mobileLayout: mobileLayoutSchema.nullable().default(null),
  tabId,
};

const cardFields = {
  ...textFields,
  interactions: z.array(cardInteractionSchema).max(10).default([]),
  /** Where the rows come from: SQL on a connection … */
  connectionId: z.uuid().nullable().default(null),
  sql: cardSqlSchema.nullable().default(null),
  /** … or a query of a semantic domain. */
  domainId: z.uuid().nullable().default(null),
  query: domainQuerySchema.nullable().default(null),
  /** … or the one that the card has, which the caller does not see. With a source beside it, that one replaces it. */
  sourceHidden: z.literal(true).optional(),
};

/** One number, chart, table or text; its options fit its kind. */
export const cardInputSchema = z
  .discriminatedUnion("kind", [
    ofKind("NUMBER", drawings.NUMBER, cardFields),
    ofKind("LINE", drawings.LINE, cardFields),
    ofKind("AREA", drawings.AREA, cardFields),
    ofKind("BAR", drawings.BAR, cardFields),
    ofKind("COMBO", drawings.COMBO, cardFields),
    ofKind("PIE", drawings.PIE, cardFields),
    ofKind("SCATTER", drawings.SCATTER, cardFields),
    ofKind("HEATMAP", drawings.HEATMAP, cardFields),
    ofKind("FUNNEL", drawings.FUNNEL, cardFields),
    ofKind("TABLE", drawings.TABLE, cardFields),
    ofKind("PIVOT", drawings.PIVOT, cardFields),
    ofKind("TEXT", textOptionsSchema, textFields),
  ])
  .superRefine((card, context) => {
    if (card.kind === "TEXT") return;
    const given = [card.connectionId, card.sql, card.domainId, card.query].map((part) => part !== null);
    const isSql = given.join() === "true,true,false,false";
    const isDomain = given.join() === "false,false,true,true";
    if (isSql || isDomain || isCardHidden(card)) return;
    const path =
      card.domainId !== null || card.query !== null ? "query" : card.connectionId === null ? "connectionId" : "sql";
    context.addIssue({ code: "custom", message: "Give a connection and SQL, or a domain and a query", path: [path] });
  })
  .meta({ id: "Card" });

/** How a card is exported. `filters` is a JSON object of values by filter name, since an address holds text only. */
export const exportCardSchema = z.strictObject({
  filters: filterValuesTextSchema.optional(),
  asTenantId: z.uuid().optional(),
});

export type MobileLayout = z.output<typeof mobileLayoutSchema>;
export type CardLayout = z.output<typeof layoutSchema>;
export type CardInput = z.input<typeof cardInputSchema>;
export type ParsedCard = z.output<typeof cardInputSchema>;

const textViewFields = {
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  layout: layoutSchema,
  mobileLayout: mobileLayoutSchema.nullable(),
  tabId: z.string().nullable(),
};

const viewFields = {
  ...textViewFields,
  interactions: z.array(cardInteractionSchema),
  /** How a domain calls the columns of a domain card; what the card says itself comes before. */
  fields: z.array(answerFieldSchema).optional(),
  /** The source of the rows is there for those who may edit only (R19). */
  connectionId: z.uuid().nullable().optional(),
  sql: z.string().nullable().optional(),
  domainId: z.uuid().nullable().optional(),
  query: domainQuerySchema.nullable().optional(),
  /** For those who may edit: the rows come from a domain that they do not see, so that its drawing is left out as well. */
  sourceHidden: z.literal(true).optional(),
};

/** A card as it is sent to people. */
export const cardViewSchema = z
  .discriminatedUnion("kind", [
    ofKind("NUMBER", drawings.NUMBER, viewFields),
    ofKind("LINE", drawings.LINE, viewFields),
    ofKind("AREA", drawings.AREA, viewFields),
    ofKind("BAR", drawings.BAR, viewFields),
    ofKind("COMBO", drawings.COMBO, viewFields),
    ofKind("PIE", drawings.PIE, viewFields),
    ofKind("SCATTER", drawings.SCATTER, viewFields),
    ofKind("HEATMAP", drawings.HEATMAP, viewFields),
    ofKind("FUNNEL", drawings.FUNNEL, viewFields),
    ofKind("TABLE", drawings.TABLE, viewFields),
    ofKind("PIVOT", drawings.PIVOT, viewFields),
    ofKind("TEXT", textOptionsSchema, textViewFields),
  ])
  .meta({ id: "CardView" });

export type CardView = z.output<typeof cardViewSchema>;
