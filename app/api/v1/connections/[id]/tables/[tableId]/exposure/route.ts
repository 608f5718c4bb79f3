import { setTableExposureSchema } from "@/lib/connections/connection-schema";
import { setTableExposure } from "@/lib/connections/set-table-exposure";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** PUT /api/v1/connections/{id}/tables/{tableId}/exposure */
export const PUT = handle<PathContext<"id" | "tableId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { id, tableId } = await params;
  const { exposure } = await parseJson(request, setTableExposureSchema);
  return json(await setTableExposure(actor, id, tableId, exposure));
});
