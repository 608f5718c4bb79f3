import { collectEvents, type RepeatableEvents } from "@/lib/audit/audit-queue";
import { now } from "@/lib/clock";
import { type CardOutcome, openDashboardRun } from "@/lib/dashboards/run-dashboard";
import { parseJsonText } from "@/lib/http/parse-input";
import { errorResponse } from "@/lib/http/responses";
import type { Actor } from "@/lib/identity/actor";
import { requireApiActor } from "@/lib/identity/api-actor";
import { verifyAccessToken } from "@/lib/identity/embed-sessions/access-token";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import { compressedLines } from "./compressed-lines";
import { lineFor } from "./dashboard-data-lines";
import { dashboardDataSchema } from "./dashboard-data-schema";
import { acceptsGzip, dataHeaders } from "./data-headers";
import { keepView, viewName } from "./kept-views";

/**
 * Answers `POST /api/v1/dashboards/{id}/data`: one line of JSON a card, written as soon as the card is there, so that
 * a slow card keeps no other waiting. A card that cannot be shown is a line with an error; only what refuses the whole
 * call is an error status. The queries stop when the reader leaves.
 *
 * A plain function, so that the server in front of Next and the route of the same address answer alike. An answer that
 * came from kept rows alone is remembered for half a second (`findKeptView`).
 */
export async function dashboardDataResponse(request: Request): Promise<Response> {
  try {
    const decidedAt = now().getTime();
    const actor = await requireApiActor(request);
    const body = await request.text();
    const input = parseJsonText(body, dashboardDataSchema);
    const left = new AbortController();
    const signal = AbortSignal.any([request.signal, left.signal]);
    const { pathname, search } = new URL(request.url);
    const dashboardId = pathname.split("/").at(-2) ?? "";
    const events: RepeatableEvents = [];
    const outcomes = await collectEvents(events, () => openDashboardRun(actor, dashboardId, { ...input, signal }));
    const authorization = request.headers.get("authorization") ?? "";
    const name = viewName({ authorization, address: pathname + search, body });
    const lines = writeLines(outcomes, events, async (written, until) => {
      // Whoever leaves ends the run early: what is there by then is not the whole.
      if (signal.aborted) return;
      const end = await endOfView(actor, authorization, until);
      if (end !== null) keepView(name, written, { decidedAt, until: end, events });
    });
    const isCompressed = acceptsGzip(request.headers.get("accept-encoding"));
    return new Response(stream(isCompressed ? compressedLines(lines) : lines, left), {
      headers: isCompressed ? { ...dataHeaders, "Content-Encoding": "gzip" } : dataHeaders,
    });
  } catch (error) {
    return errorResponse(error);
  }
}

/** Only embeds ask the same again and again, and only kept rows may be given again without asking. */
async function endOfView(actor: Actor, authorization: string, until: number | null): Promise<number | null> {
  if (actor.kind !== "embed_viewer" || until === null) return null;
  const [token, session] = await Promise.all([
    verifyAccessToken(authorization.replace(/^bearer +/i, "")),
    findEmbedSession(actor.embedSessionId),
  ]);
  return session ? Math.min(until, token.expiresAt, session.endsAt.getTime()) : null;
}

/** The answer's lines; when the last has gone out, `onWhole` gets them all with the first end of what they rest on. */
async function* writeLines(
  outcomes: AsyncGenerator<CardOutcome, void, undefined>,
  events: RepeatableEvents,
  onWhole: (lines: Buffer, until: number | null) => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const written: Buffer[] = [];
  let until: number | null = Number.POSITIVE_INFINITY;
  try {
    for (;;) {
      const next = await collectEvents(events, () => outcomes.next());
      if (next.done) break;
      const end = "error" in next.value ? null : next.value.result.keptUntil;
      until = until === null || end === null ? null : Math.min(until, end);
      const line = lineFor(next.value);
      if (until === null) written.length = 0;
      else written.push(line);
      yield line;
    }
    // Whoever reads this has everything already; what cannot be remembered is decided anew.
    await onWhole(Buffer.concat(written), until).catch(() => undefined);
  } finally {
    await outcomes.return();
  }
}

function stream(lines: AsyncGenerator<Uint8Array, void, undefined>, left: AbortController): ReadableStream {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      left.abort();
      await lines.return();
    },
  });
}
