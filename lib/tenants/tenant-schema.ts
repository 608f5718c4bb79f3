import { z } from "zod";
import { attributesSchema } from "@/lib/identity/attributes-schema";
import { sortedPage } from "@/lib/pagination";

const nameSchema = z.string().trim().min(1, "Give the tenant a name").max(200);

/** The key fills placeholders of schema names, folders and filters, hence its narrow alphabet (R13). */
const keySchema = z
  .string()
  .regex(/^[a-z0-9_][a-z0-9_-]{0,62}$/i, "Use 1 to 63 letters, digits, underscores and hyphens; no hyphen first");

export const createTenantSchema = z.strictObject({
  key: keySchema,
  name: nameSchema,
  attributes: attributesSchema.default({}),
});

/** The key is not here: it never changes. */
export const updateTenantSchema = z.strictObject({
  name: nameSchema.optional(),
  attributes: attributesSchema.optional(),
});

export const tenantViewSchema = z.strictObject({
  id: z.uuid(),
  key: keySchema,
  name: z.string(),
  attributes: attributesSchema,
  createdAt: z.iso.datetime(),
  userCount: z.int(),
  dashboardCount: z.int(),
});

/** A page of tenants, in the order of one column. */
export const tenantPageSchema = sortedPage("name", "key", "createdAt");

/** What goes with a tenant, counted. */
export const tenantRemovalSchema = z.strictObject({
  users: z.int(),
  groups: z.int(),
  dashboards: z.int(),
  /** Shares that reach the tenant, its groups or its people. */
  shares: z.int(),
  /** Policy assignments to the tenant, its groups or its people. */
  assignments: z.int(),
  sessions: z.int(),
  embedSessions: z.int(),
  invites: z.int(),
  identityProviders: z.int(),
  /** While the tenant is being deleted by this instance: how many of its people are removed. */
  removedUsers: z.int().nullable(),
});

export type TenantPageInput = z.input<typeof tenantPageSchema>;
export type TenantRemoval = z.output<typeof tenantRemovalSchema>;
export type CreateTenantInput = z.input<typeof createTenantSchema>;
export type UpdateTenantInput = z.input<typeof updateTenantSchema>;
export type TenantView = z.output<typeof tenantViewSchema>;
