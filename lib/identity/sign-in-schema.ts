import { z } from "zod";

/** Longer input costs the server time and nobody types it. */
export const passwordSchema = z.string().min(10, "Use at least 10 characters").max(200, "Use at most 200 characters");

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an e-mail address"));

export const displayNameSchema = z.string().trim().min(1, "Enter a name").max(200);

/** What the sign-in form sends; any text may be somebody's old password. */
export const signInSchema = z.object({
  email: z.string().trim().toLowerCase().min(1, "Enter your e-mail address").max(254),
  password: z.string().min(1, "Enter your password").max(200),
});

export type SignInInput = z.input<typeof signInSchema>;
