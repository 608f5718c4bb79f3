import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { importTenantsSchema, largestBodyCharacters } from "@/lib/imports/import-schema";
import { importTenants } from "@/lib/imports/start-import";

/** POST /api/v1/tenants/import: starts to bring in tenants, or says what would come of it. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, importTenantsSchema, largestBodyCharacters);
  return json(await importTenants(actor, input), { status: input.dryRun ? 200 : 202 });
});
