import { jsonPage } from "@/lib/http/page-response";
import { parseQuery } from "@/lib/http/parse-query";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { listImports } from "@/lib/imports/import-queries";
import { listImportsSchema } from "@/lib/imports/import-schema";

/** GET /api/v1/imports */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return jsonPage(await listImports(actor, parseQuery(request, listImportsSchema)));
});
