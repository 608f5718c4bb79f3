import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { getOwnAccount } from "@/lib/identity/account/account-queries";
import { updateAccountSchema } from "@/lib/identity/account/account-schema";
import { updateAccount } from "@/lib/identity/account/update-account";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/account */
export const GET = handle(async (request) => json(await getOwnAccount(await requireApiActor(request))));

/** PATCH /api/v1/account */
export const PATCH = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await updateAccount(actor, await parseJson(request, updateAccountSchema)));
});
