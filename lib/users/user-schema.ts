import { z } from "zod";
import { attributesSchema } from "@/lib/identity/attributes-schema";
import { displayNameSchema, emailSchema, passwordSchema } from "@/lib/identity/sign-in-schema";
import { sortedPage } from "@/lib/pagination";
import { Role } from "@/prisma/client/enums";

const roleSchema = z.enum(Role);

/** Roles that a tenant's people can have. */
export const tenantRoles = ["VIEWER", "POWER_USER"] as const satisfies readonly Role[];

export const tenantRoleMessage = "A tenant's people are VIEWER or POWER_USER";

/** Whether somebody of this home may have the role. */
export function roleFitsHome(role: Role, tenantId: string | null | undefined): boolean {
  return !tenantId || (tenantRoles as readonly Role[]).includes(role);
}

export const createUserSchema = z
  .strictObject({
    email: emailSchema,
    displayName: displayNameSchema,
    role: roleSchema,
    tenantId: z.uuid().nullable().default(null),
    password: passwordSchema.optional(),
    attributes: attributesSchema.default({}),
  })
  .refine(({ role, tenantId }) => roleFitsHome(role, tenantId), { path: ["role"], message: tenantRoleMessage });

/** Neither tenant nor e-mail: a person never moves, and never becomes somebody else (R16). */
export const updateUserSchema = z.strictObject({
  displayName: displayNameSchema.optional(),
  role: roleSchema.optional(),
  attributes: attributesSchema.optional(),
  password: passwordSchema.optional(),
});

export const userViewSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  role: roleSchema,
  tenantId: z.uuid().nullable(),
  tenantKey: z.string().nullable(),
  tenantName: z.string().nullable(),
  attributes: attributesSchema,
  disabledAt: z.iso.datetime().nullable(),
  lastSignedInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

/** Which people a list shows: of one tenant, of the organization itself (`null`), or all. */
export const userFilterSchema = z.strictObject({
  tenantId: z.uuid().nullable().optional(),
  role: roleSchema.optional(),
});

/** A page of people, in the order of one column. */
export const userPageSchema = sortedPage("name", "email", "role", "createdAt");

/** Who gets the dashboards that only the person owns; the admin who deletes them unless said otherwise. */
export const deleteUserSchema = z.strictObject({ transferTo: z.uuid().optional() });

/** What goes with a person, and what passes to somebody else. */
export const userRemovalSchema = z.strictObject({
  /** Dashboards that nobody else owns for good, by title; at most 50 of `dashboardCount`. */
  dashboards: z.array(z.strictObject({ id: z.uuid(), title: z.string(), tenantName: z.string().nullable() })),
  dashboardCount: z.int(),
  sessionCount: z.int(),
  embedSessionCount: z.int(),
  apiKeyCount: z.int(),
  /** SCIM tokens that they made and that still work: those stay; at most 50. */
  scimTokens: z.array(z.strictObject({ id: z.uuid(), name: z.string(), tenantName: z.string().nullable() })),
  groupCount: z.int(),
  shareCount: z.int(),
  assignmentCount: z.int(),
  /** Invites that open nothing without who answers for them. */
  inviteCount: z.int(),
});

/** The same as query parameters: `tenantId=none` keeps to the organization's own people. */
export const userQuerySchema = userPageSchema.extend({
  tenantId: z.union([z.uuid(), z.literal("none")]).optional(),
  role: roleSchema.optional(),
});

export type CreateUserInput = z.input<typeof createUserSchema>;
export type UpdateUserInput = z.input<typeof updateUserSchema>;
export type UserPageInput = z.input<typeof userPageSchema>;
export type DeleteUserInput = z.input<typeof deleteUserSchema>;
export type UserRemoval = z.output<typeof userRemovalSchema>;
export type UserFilter = z.input<typeof userFilterSchema>;
export type UserView = z.output<typeof userViewSchema>;
