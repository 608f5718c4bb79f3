import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { shareAsSeen } from "@/lib/shares/share-dashboard";
import { listShares } from "@/lib/shares/share-queries";
import { listSharesSchema, shareDashboardSchema } from "@/lib/shares/share-schema";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** GET /api/v1/dashboards/{dashboardId}/shares: whom it reaches, as far as the caller may know them. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await listShares(actor, (await params).dashboardId, parseQuery(request, listSharesSchema)));
});

/** POST /api/v1/dashboards/{dashboardId}/shares: shares with a subject, or changes its share. */
export const POST = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, shareDashboardSchema);
  return json(await shareAsSeen(actor, (await params).dashboardId, input));
});
