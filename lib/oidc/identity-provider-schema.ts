import { z } from "zod";
import type { Role } from "@/prisma/client/enums";

/** Roles that a provider can give to new people. ADMINs are made by ADMINs alone. */
export const providerRoles = ["VIEWER", "POWER_USER", "AUTHOR"] as const;

const claimSchema = z.string().trim().min(1).max(200).nullable().default(null);
const roleSchema = z.enum(providerRoles);

/** Claim names of a provider, and what their values mean here. Read when a person is made, never afterwards (R17). */
export const claimMappingSchema = z.strictObject({
  /** Holds the key of the new person's tenant; without it all are people of the provider's own home. */
  tenantClaim: claimSchema,
  roleClaim: claimSchema,
  /** Claim value → role; of several the highest. */
  roles: z.record(z.string().min(1).max(200), roleSchema).default({}),
  /** For who has none of these values. */
  defaultRole: roleSchema.default("VIEWER"),
  groupsClaim: claimSchema,
  /** Claim value → id of a group. */
  groups: z.record(z.string().min(1).max(200), z.uuid()).default({}),
});

const issuerSchema = z
  .url({ protocol: /^https?$/, error: "Enter the issuer's address, such as https://login.example.com" })
  .max(500)
  .refine((text) => URL.canParse(text) && new URL(text).search === "" && new URL(text).hash === "", {
    message: "An issuer has neither ? nor #",
  });

const nameSchema = z.string().trim().min(1, "Give the provider a name").max(100);
const clientIdSchema = z.string().trim().min(1, "Enter the client id").max(500);
const clientSecretSchema = z.string().min(1, "Enter the client secret").max(2_000);

export const tenantProviderMessage = "A tenant's provider makes that tenant's people only, at most POWER_USER";

/** Whether the mapping stays inside the home that the provider is for. */
export function mappingFitsHome(mapping: ClaimMapping, tenantId: string | null): boolean {
  if (tenantId === null) return true;
  const roles: Role[] = [mapping.defaultRole, ...Object.values(mapping.roles)];
  return mapping.tenantClaim === null && !roles.includes("AUTHOR");
}

const defaultMapping = claimMappingSchema.parse({});

export const createIdentityProviderSchema = z
  .strictObject({
    name: nameSchema,
    tenantId: z.uuid().nullable().default(null),
    issuer: issuerSchema,
    clientId: clientIdSchema,
    clientSecret: clientSecretSchema,
    autoCreate: z.boolean().default(false),
    claimMapping: claimMappingSchema.default(defaultMapping),
  })
  .refine(({ claimMapping, tenantId }) => mappingFitsHome(claimMapping, tenantId), {
    path: ["claimMapping"],
    message: tenantProviderMessage,
  });

/** Neither home nor issuer: the people who are linked are that issuer's. */
export const updateIdentityProviderSchema = z.strictObject({
  name: nameSchema.optional(),
  clientId: clientIdSchema.optional(),
  clientSecret: clientSecretSchema.optional(),
  autoCreate: z.boolean().optional(),
  claimMapping: claimMappingSchema.optional(),
  disabled: z.boolean().optional(),
});

export const identityProviderViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  tenantId: z.uuid().nullable(),
  tenantName: z.string().nullable(),
  issuer: z.string(),
  clientId: z.string(),
  autoCreate: z.boolean(),
  claimMapping: claimMappingSchema,
  disabledAt: z.iso.datetime().nullable(),
  /** What the provider must be told to send people back to. */
  redirectUri: z.string(),
  /** Where its people sign in; a tenant's provider is shown nowhere else. */
  signInAddress: z.string(),
  peopleCount: z.number().int(),
  createdAt: z.iso.datetime(),
});

export type ClaimMapping = z.output<typeof claimMappingSchema>;
export type CreateIdentityProviderInput = z.input<typeof createIdentityProviderSchema>;
export type UpdateIdentityProviderInput = z.input<typeof updateIdentityProviderSchema>;
export type IdentityProviderView = z.output<typeof identityProviderViewSchema>;

/** A provider as the sign-in page names it. */
export interface SignInProvider {
  readonly id: string;
  readonly name: string;
}
