import { listConnections, listConnectionsSchema } from "@/lib/connections/connection-queries";
import { createConnectionSchema } from "@/lib/connections/connection-schema";
import { createConnection } from "@/lib/connections/create-connection";
import { jsonPage } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/connections */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listConnections(actor, parseQuery(request, listConnectionsSchema)));
});

/** POST /api/v1/connections */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createConnection(actor, await parseJson(request, createConnectionSchema)), { status: 201 });
});
