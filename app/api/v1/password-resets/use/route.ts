import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { handle } from "@/lib/http/responses";
import { resetPassword } from "@/lib/users/password-reset/reset-password";
import { resetPasswordSchema } from "@/lib/users/password-reset/reset-schema";

/** POST /api/v1/password-resets/use: the token in the body is the credential. */
export const POST = handle(async (request) => {
  await resetPassword(await parseJson(request, resetPasswordSchema));
  return noContent();
});
