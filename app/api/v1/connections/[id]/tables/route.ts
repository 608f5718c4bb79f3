import { listConnectionTables } from "@/lib/connections/table-queries";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/connections/{id}/tables */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json({ data: await listConnectionTables(actor, (await params).id) });
});
