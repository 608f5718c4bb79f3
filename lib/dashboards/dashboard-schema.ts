import { z } from "zod";
import { pageSchema } from "@/lib/pagination";
import { AccessLevel as accessLevels } from "@/prisma/client/enums";
import { cardInputSchema, cardViewSchema } from "./card-schema";
import { dashboardSettingsSchema, dashboardTabsSchema } from "./dashboard-settings-schema";
import { dashboardFiltersSchema, dashboardFilterViewSchema } from "./filter-schema";

const title = z.string().trim().min(1, "Give the dashboard a title").max(200);
const description = z.string().trim().max(2_000);
const cards = z
  .array(cardInputSchema)
  .max(60, "A dashboard holds at most 60 cards")
  .refine((list) => {
    const ids = list.flatMap(({ id }) => id ?? []);
    return new Set(ids).size === ids.length;
  }, "A card is listed twice");

export const createDashboardSchema = z.strictObject({
  projectId: z.uuid(),
  title,
  description: description.default(""),
  /** The home: a tenant, or null for the organization. A tenant's people always create in their own tenant. */
  tenantId: z.uuid().nullable().optional(),
  filters: dashboardFiltersSchema.default([]),
  tabs: dashboardTabsSchema.default([]),
  settings: dashboardSettingsSchema.default({}),
  cards: cards.default([]),
});

export const updateDashboardSchema = z.strictObject({
  title: title.optional(),
  description: description.optional(),
  filters: dashboardFiltersSchema.optional(),
  tabs: dashboardTabsSchema.optional(),
  settings: dashboardSettingsSchema.optional(),
  /** All cards of the dashboard: those left out are removed. */
  cards: cards.optional(),
  /** The version the edit was made on; another one in the database refuses. */
  version: z.number().int().positive().optional(),
});

export const duplicateDashboardSchema = z.strictObject({
  title: title.optional(),
  tenantId: z.uuid().nullable().optional(),
});

/** In the order of time the cursor holds a time as well as an id, by title only the id. */
export const dashboardCursorSchema = z
  .string()
  .regex(/^(?:\d{1,15}|title)_[0-9a-f-]{36}$/, "The cursor is not one of this list");

/** The orders of dashboards: by their last change, or by title. */
export const dashboardSorts = ["-updatedAt", "updatedAt", "title", "-title"] as const;

export const listDashboardsSchema = pageSchema.extend({
  cursor: dashboardCursorSchema.optional(),
  sort: z.enum(dashboardSorts).default("-updatedAt"),
  projectId: z.uuid().optional(),
});

export const listVersionsSchema = pageSchema.omit({ search: true });

export type CreateDashboardInput = z.input<typeof createDashboardSchema>;
export type UpdateDashboardInput = z.input<typeof updateDashboardSchema>;
export type DuplicateDashboardInput = z.input<typeof duplicateDashboardSchema>;
export type ListDashboardsInput = z.input<typeof listDashboardsSchema>;
export type DashboardSort = (typeof dashboardSorts)[number];
export type ListVersionsInput = z.input<typeof listVersionsSchema>;

const levelSchema = z.enum(accessLevels);

/** A dashboard in a list, as this actor may know it. */
export const dashboardSummarySchema = z.strictObject({
  id: z.uuid(),
  projectId: z.uuid(),
  title: z.string(),
  description: z.string(),
  /** The home: a tenant, or null for the organization. */
  tenantId: z.uuid().nullable(),
  tenantName: z.string().nullable(),
  /** What this actor may do, after every cap. */
  level: levelSchema,
  cardCount: z.number().int(),
  /** Owners whom this actor may know by name. */
  ownerNames: z.array(z.string()).readonly(),
  /** Whether there are owners besides: shown as "and others". */
  hasOtherOwners: z.boolean(),
  updatedAt: z.iso.datetime(),
});

export const dashboardViewSchema = dashboardSummarySchema.extend({
  filters: z.array(dashboardFilterViewSchema).readonly(),
  tabs: dashboardTabsSchema,
  settings: dashboardSettingsSchema,
  cards: z.array(cardViewSchema).readonly(),
  /** For those who may edit; an update sends it back. */
  version: z.number().int().optional(),
});

export const dashboardVersionViewSchema = z.strictObject({
  id: z.uuid(),
  number: z.number().int(),
  title: z.string(),
  cardCount: z.number().int(),
  /** Null for programs, and for people whom this actor may not know. */
  createdByName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** What its author said about it. */
  note: z.string(),
});

export const dashboardSecretSchema = z.strictObject({ secret: z.string() });

export type DashboardSummary = Readonly<z.output<typeof dashboardSummarySchema>>;
export type DashboardView = Readonly<z.output<typeof dashboardViewSchema>>;
export type DashboardVersionView = Readonly<z.output<typeof dashboardVersionViewSchema>>;
