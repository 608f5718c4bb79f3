import { z } from "zod";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import { CardKind as cardKinds } from "@/prisma/client/enums";
import { layoutSchema, mobileLayoutSchema } from "./card-schema";
import { dashboardVersionViewSchema, dashboardViewSchema } from "./dashboard-schema";
import { dashboardSettingsSchema } from "./dashboard-settings-schema";
import { dashboardFiltersSchema, filterValuesSchema, listFilterValuesSchema } from "./filter-schema";

const json = z.json();
const object = z.record(z.string().max(200), json);

/** A card under work: in its place, but its query, options and interactions may be unfinished. */
export const draftCardSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(cardKinds),
  title: z.string().max(200),
  description: z.string().max(2_000),
  layout: layoutSchema,
  mobileLayout: mobileLayoutSchema.nullable(),
  tabId: z.string().max(40).nullable(),
  interactions: z.array(object).max(10),
  connectionId: z.uuid().nullable(),
  sql: z.string().max(65_536).nullable(),
  domainId: z.uuid().nullable(),
  query: object.nullable(),
  options: object,
});

/** Everything of a dashboard that its editor changes. What is not finished is checked when it is published. */
export const draftContentSchema = z.strictObject({
  title: z.string().max(200),
  description: z.string().max(2_000),
  filters: z.array(object).max(30),
  tabs: z.array(z.strictObject({ id: z.string().max(40), title: z.string().max(100) })).max(20),
  settings: object,
  cards: z.array(draftCardSchema).max(60, "A dashboard holds at most 60 cards"),
});

const version = z.number().int().min(1);
const revision = z.number().int().min(0);

export const saveDraftSchema = z.strictObject({
  /** The version of the dashboard that the work began on. */
  baseVersion: version,
  /** The draft's revision as it was read; 0 when there was none. */
  revision,
  content: draftContentSchema,
});

export const publishDraftSchema = z.strictObject({
  /** The revision that is to be published: what its author has seen saved. */
  revision,
  note: z.string().trim().max(500).default(""),
});

export const copyDraftSchema = z.strictObject({ revision, title: z.string().trim().min(1).max(200).optional() });

const moment = z.iso.datetime();

export const savedDraftSchema = z.strictObject({ baseVersion: version, revision, updatedAt: moment });

export const draftViewSchema = savedDraftSchema.extend({ content: draftContentSchema });

/** Who works on a dashboard at the moment, for telling them of each other. */
export const editingViewSchema = z.strictObject({
  /** The version that is published. */
  version,
  /** Who published it, where the caller may know. */
  publishedByName: z.string().nullable(),
  draft: savedDraftSchema.nullable(),
  others: z.array(z.strictObject({ name: z.string().nullable(), updatedAt: moment })),
});

export const publishedDraftSchema = z.strictObject({
  dashboard: dashboardViewSchema,
  /** The ids that cards got which were new in the draft. */
  cardIds: z.record(z.string(), z.uuid()),
});

/** A version with everything it said. */
export const dashboardVersionDetailSchema = dashboardVersionViewSchema.extend({ content: draftContentSchema });

/** Cards to run before they are saved, under the declared filters of the same draft. */
export const draftDataSchema = z.strictObject({
  cards: z
    .array(
      draftCardSchema
        .pick({ id: true, title: true, connectionId: true, sql: true, domainId: true })
        .extend({ query: domainQuerySchema.nullable() }),
    )
    .max(60),
  declaredFilters: dashboardFiltersSchema.default([]),
  /** The draft's, for what relative dates are relative to. */
  settings: dashboardSettingsSchema.default({}),
  filters: filterValuesSchema.optional(),
  asTenantId: z.uuid().optional(),
  fresh: z.boolean().optional(),
});

/** Which of the draft's own filters is asked for its values. */
export const draftFilterValuesSchema = listFilterValuesSchema.extend({
  declaredFilters: dashboardFiltersSchema,
  settings: dashboardSettingsSchema.default({}),
});

export type DashboardVersionDetail = z.output<typeof dashboardVersionDetailSchema>;
export type DraftCard = z.output<typeof draftCardSchema>;
export type DraftContent = z.output<typeof draftContentSchema>;
export type DraftView = z.output<typeof draftViewSchema>;
export type SavedDraft = z.output<typeof savedDraftSchema>;
export type EditingView = z.output<typeof editingViewSchema>;
export type PublishedDraft = z.output<typeof publishedDraftSchema>;
export type SaveDraftInput = z.input<typeof saveDraftSchema>;
export type PublishDraftInput = z.input<typeof publishDraftSchema>;
export type CopyDraftInput = z.input<typeof copyDraftSchema>;
export type DraftFilterValuesInput = z.input<typeof draftFilterValuesSchema>;
export type DraftDataInput = z.input<typeof draftDataSchema>;
