import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { changePasswordSchema } from "@/lib/identity/account/account-schema";
import { changePassword } from "@/lib/identity/account/change-password";
import { requireApiActor } from "@/lib/identity/api-actor";
import { sessionIdOf } from "@/lib/identity/session-cookie";

/** PUT /api/v1/account/password */
export const PUT = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await changePassword(actor, await sessionIdOf(request), await parseJson(request, changePasswordSchema)));
});
