import { lineFor } from "@/lib/embed/dashboard-data-lines";
import { DomainError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/responses";
import { type Rendering, redeemRenderToken } from "./render-tokens";

/**
 * Answers `POST /api/v1/render-data`, which only the server's own browser calls: for a one-use token the dashboard in one
 * line of JSON, then a line a card. No cookie is looked at.
 */
export async function renderDataResponse(request: Request): Promise<Response> {
  try {
    const token = /^bearer +([\w-]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (!token) throw new DomainError("unauthenticated", "The token is not valid or has expired");
    const lines = linesOf(redeemRenderToken(token));
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { value, done } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await lines.return();
      },
    });
    return new Response(body, {
      headers: { "Content-Type": "application/x-ndjson; charset=utf-8", "Cache-Control": "no-store" },
    });
  } catch (error) {
    return errorResponse(error);
  }
}

async function* linesOf({ dashboard, outcomes }: Rendering): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(`${JSON.stringify(dashboard)}\n`);
  for await (const outcome of outcomes) yield lineFor(outcome);
}
