import { z } from "zod";
import { attributesSchema } from "@/lib/identity/attributes-schema";
import { displayNameSchema, emailSchema, passwordSchema } from "@/lib/identity/sign-in-schema";
import { Role } from "@/prisma/client/enums";
import { roleFitsHome, tenantRoleMessage } from "../user-schema";

export const createInviteSchema = z
  .strictObject({
    email: emailSchema,
    role: z.enum(Role),
    tenantId: z.uuid().nullable().default(null),
    /** What the person is called until they say otherwise. */
    displayName: z.string().trim().max(200).default(""),
    /** What the person will have, whatever they send (R14). */
    attributes: attributesSchema.default({}),
  })
  .refine(({ role, tenantId }) => roleFitsHome(role, tenantId), { path: ["role"], message: tenantRoleMessage });

export const inviteTokenSchema = z.strictObject({ token: z.string().min(1).max(200) });

export const acceptInviteSchema = inviteTokenSchema.extend({
  displayName: displayNameSchema,
  password: passwordSchema,
});

export const inviteViewSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(Role),
  tenantId: z.uuid().nullable(),
  tenantName: z.string().nullable(),
  invitedByName: z.string(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

/** What inviting answers. The link is there only when no mail took it, and never again. */
export const sentInviteSchema = inviteViewSchema.extend({ mailed: z.boolean(), link: z.string().nullable() });

/** What an invite's bearer learns before accepting. */
export const openedInviteSchema = z.strictObject({
  email: z.string(),
  displayName: z.string(),
  home: z.string(),
  expiresAt: z.iso.datetime(),
});

export const acceptedInviteSchema = z.strictObject({ email: z.string() });

export type CreateInviteInput = z.input<typeof createInviteSchema>;
export type AcceptInviteInput = z.input<typeof acceptInviteSchema>;
export type InviteView = z.output<typeof inviteViewSchema>;
export type SentInvite = z.output<typeof sentInviteSchema>;
export type OpenedInvite = z.output<typeof openedInviteSchema>;
export type AcceptedInvite = z.output<typeof acceptedInviteSchema>;
