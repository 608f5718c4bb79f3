import { parseQuery } from "@/lib/http/parse-query";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { findShareSubjects } from "@/lib/shares/find-share-subjects";
import { findShareSubjectsSchema } from "@/lib/shares/share-schema";

interface Context {
  readonly params: Promise<{ dashboardId: string }>;
}

/** GET /api/v1/dashboards/{dashboardId}/share-subjects: whom the caller could share with, by name. */
export const GET = handle<Context>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const query = parseQuery(request, findShareSubjectsSchema);
  return json({ data: await findShareSubjects(actor, (await params).dashboardId, query), nextCursor: null });
});
