import { draftDataSchema } from "@/lib/dashboards/draft-schema";
import type { CardOutcome } from "@/lib/dashboards/run-dashboard";
import { openDraftRun } from "@/lib/dashboards/run-draft";
import { parseJson } from "@/lib/http/parse-input";
import { errorResponse } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { lineFor } from "./dashboard-data-lines";
import { dataHeaders } from "./data-headers";

/**
 * Answers `POST /api/v1/dashboards/{id}/draft/data` as the data of saved cards is answered, for those who may edit. Why a
 * query is refused comes with its line and column: who asks has just written it. Nothing of it is kept.
 */
export async function draftDataResponse(request: Request): Promise<Response> {
  try {
    const actor = await requireApiActor(request);
    const input = await parseJson(request, draftDataSchema);
    const dashboardId = new URL(request.url).pathname.split("/").at(-3) ?? "";
    const left = new AbortController();
    const signal = AbortSignal.any([request.signal, left.signal]);
    const outcomes = await openDraftRun(actor, dashboardId, input, signal);
    return new Response(stream(outcomes, left), { headers: dataHeaders });
  } catch (error) {
    return errorResponse(error);
  }
}

function stream(outcomes: AsyncGenerator<CardOutcome, void, undefined>, left: AbortController): ReadableStream {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await outcomes.next();
      if (next.done) controller.close();
      else controller.enqueue(lineFor(next.value, { withPlace: true }));
    },
    async cancel() {
      left.abort();
      await outcomes.return();
    },
  });
}
