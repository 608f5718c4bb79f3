"use server";
import { headers } from "next/headers";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requestOrigin } from "@/lib/identity/request-origin";
import { requestPasswordReset } from "@/lib/users/password-reset/request-password-reset";
import { requestResetSchema } from "@/lib/users/password-reset/reset-schema";

/** Without an actor: anybody may ask, and nobody learns from the answer whose address it is. */
export async function requestPasswordResetAction(form: unknown) {
  return runAction(async () => {
    requestPasswordReset(parseInput(requestResetSchema, form), requestOrigin(await headers()));
  });
}
