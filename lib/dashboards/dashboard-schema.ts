import { z } from "zod";
import { pageSchema } from "@/lib/pagination";
import type { AccessLevel } from "@/prisma/client/enums";
import { type CardView, cardInputSchema } from "./card-schema";
import { type DashboardFilter, dashboardFiltersSchema } from "./filter-schema";

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
  cards: cards.default([]),
});

export const updateDashboardSchema = z.strictObject({
  title: title.optional(),
  description: description.optional(),
  filters: dashboardFiltersSchema.optional(),
  /** All cards of the dashboard: those left out are removed. */
  cards: cards.optional(),
  /** The version the edit was made on; another one in the database refuses. */
  version: z.number().int().positive().optional(),
});

export const duplicateDashboardSchema = z.strictObject({
  title: title.optional(),
  tenantId: z.uuid().nullable().optional(),
});

/** The list is ordered by time, so its cursor holds a time as well as an id. */
export const dashboardCursorSchema = z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/, "The cursor is not one of this list");

export const listDashboardsSchema = pageSchema.extend({
  cursor: dashboardCursorSchema.optional(),
  projectId: z.uuid().optional(),
});

export const listVersionsSchema = pageSchema.omit({ search: true });

export type CreateDashboardInput = z.input<typeof createDashboardSchema>;
export type UpdateDashboardInput = z.input<typeof updateDashboardSchema>;
export type DuplicateDashboardInput = z.input<typeof duplicateDashboardSchema>;
export type ListDashboardsInput = z.input<typeof listDashboardsSchema>;
export type ListVersionsInput = z.input<typeof listVersionsSchema>;

/** A dashboard in a list, as this actor may know it. */
export interface DashboardSummary {
  readonly id: string;
  readonly projectId: string;
  readonly title: string;
  readonly description: string;
  /** The home: a tenant, or null for the organization. */
  readonly tenantId: string | null;
  readonly tenantName: string | null;
  /** What this actor may do, after every cap. */
  readonly level: AccessLevel;
  readonly cardCount: number;
  /** Owners whom this actor may know by name. */
  readonly ownerNames: readonly string[];
  /** Whether there are owners besides: shown as "and others". */
  readonly hasOtherOwners: boolean;
  readonly updatedAt: string;
}

export interface DashboardView extends DashboardSummary {
  readonly filters: readonly DashboardFilter[];
  readonly cards: readonly CardView[];
  /** For those who may edit; an update sends it back. */
  readonly version?: number;
}

export interface DashboardVersionView {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly cardCount: number;
  /** Null for programs, and for people whom this actor may not know. */
  readonly createdByName: string | null;
  readonly createdAt: string;
}
