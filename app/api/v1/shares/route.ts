import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { shareDashboards } from "@/lib/shares/share-dashboards";
import { shareDashboardsSchema } from "@/lib/shares/share-schema";

/** POST /api/v1/shares: several dashboards with several subjects. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await shareDashboards(actor, await parseJson(request, shareDashboardsSchema)));
});
