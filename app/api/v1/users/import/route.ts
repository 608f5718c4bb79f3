import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { importUsersSchema, largestBodyCharacters } from "@/lib/imports/import-schema";
import { importUsers } from "@/lib/imports/start-import";

/** POST /api/v1/users/import: starts to bring in people, or says what would come of it. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, importUsersSchema, largestBodyCharacters);
  return json(await importUsers(actor, input), { status: input.dryRun ? 200 : 202 });
});
