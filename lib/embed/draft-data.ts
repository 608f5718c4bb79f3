import { draftDataSchema } from "@/lib/dashboards/draft-schema";
import { openDraftRun } from "@/lib/dashboards/run-draft";
import { parseJson } from "@/lib/http/parse-input";
import { errorResponse } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { cardLinesResponse } from "./dashboard-data";

/**
 * Answers `POST /api/v1/dashboards/{id}/draft/data` as the data of saved cards is answered, for those who may edit. Why a
 * query is refused comes with its line and column: who asks has just written it.
 */
export async function draftDataResponse(request: Request): Promise<Response> {
  try {
    const actor = await requireApiActor(request);
    const input = await parseJson(request, draftDataSchema);
    const dashboardId = new URL(request.url).pathname.split("/").at(-3) ?? "";
    const left = new AbortController();
    const signal = AbortSignal.any([request.signal, left.signal]);
    const outcomes = await openDraftRun(actor, dashboardId, input, signal);
    return cardLinesResponse(outcomes, left, { inFull: true });
  } catch (error) {
    return errorResponse(error);
  }
}
