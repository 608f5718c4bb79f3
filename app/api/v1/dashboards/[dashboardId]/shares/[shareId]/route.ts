import { noContent } from "@/lib/http/page-response";
import { handle } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { removeShare } from "@/lib/shares/remove-share";

interface Context {
  readonly params: Promise<{ dashboardId: string; shareId: string }>;
}

/** DELETE /api/v1/dashboards/{dashboardId}/shares/{shareId}. */
export const DELETE = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { dashboardId, shareId } = await params;
  await removeShare(actor, dashboardId, shareId);
  return noContent();
});
