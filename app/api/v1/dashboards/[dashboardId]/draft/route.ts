import { discardDraft } from "@/lib/dashboards/discard-draft";
import { getDraft } from "@/lib/dashboards/draft-queries";
import { saveDraftSchema } from "@/lib/dashboards/draft-schema";
import { saveDraft } from "@/lib/dashboards/save-draft";
import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

type Context = PathContext<"dashboardId">;

/** GET /api/v1/dashboards/{dashboardId}/draft: what the caller is making of it. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getDraft(actor, (await params).dashboardId));
});

/** PUT /api/v1/dashboards/{dashboardId}/draft: keeps the caller's draft. */
export const PUT = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, saveDraftSchema);
  return json(await saveDraft(actor, (await params).dashboardId, input));
});

/** DELETE /api/v1/dashboards/{dashboardId}/draft. */
export const DELETE = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  await discardDraft(actor, (await params).dashboardId);
  return noContent();
});
