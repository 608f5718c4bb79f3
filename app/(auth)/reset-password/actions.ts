"use server";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { resetPassword } from "@/lib/users/password-reset/reset-password";
import { resetPasswordSchema } from "@/lib/users/password-reset/reset-schema";

/** Without an actor: the token is what its bearer has. */
export async function resetPasswordAction(form: unknown) {
  return runAction(async () => resetPassword(parseInput(resetPasswordSchema, form)));
}
