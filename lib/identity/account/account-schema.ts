import { z } from "zod";
import { displayNameSchema, passwordSchema } from "../sign-in-schema";

export const updateAccountSchema = z.strictObject({ displayName: displayNameSchema });

export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1, "Enter the password you have now").max(200),
  newPassword: passwordSchema,
});

export const accountViewSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  /** False for people who come through a provider or through tokens only. */
  hasPassword: z.boolean(),
});

export const sessionViewSchema = z.strictObject({
  id: z.uuid(),
  /** Browser and system in words, as far as the browser told. */
  device: z.string(),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
});

export const sessionListSchema = z.strictObject({ data: z.array(sessionViewSchema) });

export const endedSessionsSchema = z.strictObject({ ended: z.number().int() });

export type UpdateAccountInput = z.input<typeof updateAccountSchema>;
export type ChangePasswordInput = z.input<typeof changePasswordSchema>;
export type AccountView = z.output<typeof accountViewSchema>;
export type SessionView = z.output<typeof sessionViewSchema>;
export type EndedSessions = z.output<typeof endedSessionsSchema>;
