import { testConnectionSchema } from "@/lib/connections/connection-schema";
import { testConnection } from "@/lib/connections/test-connection";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/connections/test: settings that are not stored yet. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  const { settings, connectionId } = await parseJson(request, testConnectionSchema);
  return json(await testConnection(actor, settings, connectionId));
});
