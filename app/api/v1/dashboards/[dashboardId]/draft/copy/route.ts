import { copyDraft } from "@/lib/dashboards/copy-draft";
import { copyDraftSchema } from "@/lib/dashboards/draft-schema";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** POST /api/v1/dashboards/{dashboardId}/draft/copy: the caller's draft becomes a dashboard of its own. */
export const POST = handle<PathContext<"dashboardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, copyDraftSchema);
  return json(await copyDraft(actor, (await params).dashboardId, input), { status: 201 });
});
