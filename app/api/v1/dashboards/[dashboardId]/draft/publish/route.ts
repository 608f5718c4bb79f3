import { publishDraftSchema } from "@/lib/dashboards/draft-schema";
import { publishDraft } from "@/lib/dashboards/publish-draft";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/dashboards/{dashboardId}/draft/publish: the caller's draft becomes the next version. */
export const POST = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, publishDraftSchema);
  return json(await publishDraft(actor, (await params).dashboardId, input));
});
