import { setTableExposuresSchema } from "@/lib/connections/connection-schema";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** PUT /api/v1/connections/{id}/exposure: several tables at once. */
export const PUT = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await setTableExposures(actor, (await params).id, await parseJson(request, setTableExposuresSchema)));
});
