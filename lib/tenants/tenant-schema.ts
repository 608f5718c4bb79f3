import { z } from "zod";
import { attributesSchema } from "@/lib/identity/attributes-schema";

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

export type CreateTenantInput = z.input<typeof createTenantSchema>;
export type UpdateTenantInput = z.input<typeof updateTenantSchema>;
export type TenantView = z.output<typeof tenantViewSchema>;
