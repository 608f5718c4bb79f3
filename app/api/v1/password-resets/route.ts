import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requestOrigin } from "@/lib/identity/request-origin";
import { requestPasswordReset } from "@/lib/users/password-reset/request-password-reset";
import { requestResetSchema } from "@/lib/users/password-reset/reset-schema";

/** POST /api/v1/password-resets: one answer, whoever the e-mail belongs to. */
export const POST = handle(async (request) => {
  requestPasswordReset(await parseJson(request, requestResetSchema), requestOrigin(request.headers));
  return json({ accepted: true }, { status: 202 });
});
