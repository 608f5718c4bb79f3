import { z } from "zod";
import { tenantRoles } from "@/lib/users/user-schema";

/** The longest a token works, in days: whoever provisions for years renews it now and then. */
export const longestTokenDays = 730;

export const createScimTokenSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the token a name").max(200),
  /** The one tenant whose people and groups it is for; null for the organization's own. */
  tenantId: z.uuid().nullable().default(null),
  /** What the people it makes are. Nobody becomes more through it (R17). */
  role: z.enum(tenantRoles).default("VIEWER"),
  /** The provider, of the same home, whose subjects are the external ids of the people it makes. */
  identityProviderId: z.uuid().nullable().default(null),
  expiresAt: z.iso.datetime({ offset: true }),
});

export const scimTokenViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  tenantId: z.uuid().nullable(),
  tenantName: z.string().nullable(),
  role: z.enum(tenantRoles),
  identityProviderId: z.uuid().nullable(),
  identityProviderName: z.string().nullable(),
  /** Null when whoever made it is gone. */
  createdByName: z.string().nullable(),
  /** Whoever made it was deleted or shut out since; the token works on until it is revoked or expires. */
  creatorHasLeft: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

/** What creating answers: the only time the token itself is shown, with the address that goes with it. */
export const createdScimTokenSchema = scimTokenViewSchema.extend({ token: z.string(), baseAddress: z.url() });

export type CreateScimTokenInput = z.input<typeof createScimTokenSchema>;
export type ScimTokenView = z.output<typeof scimTokenViewSchema>;
export type CreatedScimToken = z.output<typeof createdScimTokenSchema>;
