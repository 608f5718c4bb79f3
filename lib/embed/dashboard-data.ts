import { type CardOutcome, openDashboardRun } from "@/lib/dashboards/run-dashboard";
import { parseJson } from "@/lib/http/parse-input";
import { errorResponse } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { lineFor } from "./dashboard-data-lines";
import { dashboardDataSchema } from "./dashboard-data-schema";

/**
 * Answers `POST /api/v1/dashboards/{id}/data`: one line of JSON a card, written as soon as the card is there, so that
 * a slow card keeps no other waiting. A card that cannot be shown is a line with an error; only what refuses the whole
 * call is an error status. The queries stop when the reader leaves.
 *
 * A plain function, so that the server in front of Next and the route of the same address answer alike.
 */
export async function dashboardDataResponse(request: Request): Promise<Response> {
  try {
    const actor = await requireApiActor(request);
    const input = await parseJson(request, dashboardDataSchema);
    const left = new AbortController();
    const signal = AbortSignal.any([request.signal, left.signal]);
    const outcomes = await openDashboardRun(actor, dashboardIdOf(request), { ...input, signal });
    return new Response(lines(outcomes, left), { headers });
  } catch (error) {
    return errorResponse(error);
  }
}

const headers = {
  "Content-Type": "application/x-ndjson; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  // Proxies must not wait for the last card before they pass on the first.
  "X-Accel-Buffering": "no",
};

/** `/api/v1/dashboards/{id}/data`: also where no router has taken the address apart. */
function dashboardIdOf(request: Request): string {
  return new URL(request.url).pathname.split("/").at(-2) ?? "";
}

function lines(outcomes: AsyncGenerator<CardOutcome, void, undefined>, left: AbortController): ReadableStream {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await outcomes.next();
      if (next.done) controller.close();
      else controller.enqueue(lineFor(next.value));
    },
    async cancel() {
      left.abort();
      await outcomes.return();
    },
  });
}
