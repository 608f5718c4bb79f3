import { z } from "zod";
import { emailSchema, passwordSchema } from "@/lib/identity/sign-in-schema";

export const requestResetSchema = z.strictObject({ email: emailSchema });

export const resetPasswordSchema = z.strictObject({ token: z.string().min(1).max(200), password: passwordSchema });

/** An admin's link for somebody, shown this once. */
export const resetLinkSchema = z.strictObject({ link: z.string(), expiresAt: z.iso.datetime() });

export type RequestResetInput = z.input<typeof requestResetSchema>;
export type ResetPasswordInput = z.input<typeof resetPasswordSchema>;
export type ResetLink = z.output<typeof resetLinkSchema>;
