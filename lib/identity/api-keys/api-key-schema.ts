import { z } from "zod";
import { portalPermissions, scopeFor } from "@/lib/authorization/can";
import { type Permission, rolePermissions } from "@/lib/authorization/permissions";

/** Every scope a key can have: reading and writing each noun, reading data, minting embed tokens. */
export const apiKeyScopes: readonly string[] = [
  ...new Set(
    (Object.keys(rolePermissions) as Permission[])
      .filter((permission) => !portalPermissions.has(permission))
      .map(scopeFor),
  ),
  "data:read",
  "token:issue",
].sort();

const scopeSchema = z.string().refine((scope) => apiKeyScopes.includes(scope), "There is no such scope");

export const createApiKeySchema = z.strictObject({
  name: z.string().trim().min(1, "Give the key a name").max(200),
  scopes: z
    .array(scopeSchema)
    .min(1, "Choose at least one scope")
    .max(apiKeyScopes.length)
    .transform((scopes) => [...new Set(scopes)].sort()),
  /** The key works until then; without it, until it is revoked. */
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
});

export const apiKeyViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdById: z.uuid(),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

/** What creating answers: the only time the key itself is shown. */
export const createdApiKeySchema = apiKeyViewSchema.extend({ key: z.string() });

export type CreateApiKeyInput = z.input<typeof createApiKeySchema>;
export type ApiKeyView = z.output<typeof apiKeyViewSchema>;
export type CreatedApiKey = z.output<typeof createdApiKeySchema>;
