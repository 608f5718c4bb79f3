import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/responses";

const largestBodyBytes = 1_000_000;

type Answer = (request: Request) => Promise<Response>;

/**
 * Lets a `(Request) → Response` function answer a request of Node's own server. The answer is streamed at the speed of the
 * reader, and a reader who leaves aborts the request's signal, so that queries nobody waits for are cancelled.
 */
export function answerWith(answer: Answer) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const abort = new AbortController();
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) abort.abort();
    });
    const response = await respond(answer, incoming, abort.signal);
    if (outgoing.destroyed) {
      await response.body?.cancel().catch(() => {});
      return;
    }
    await send(response, outgoing).catch(() => outgoing.destroy());
  };
}

async function respond(answer: Answer, incoming: IncomingMessage, signal: AbortSignal): Promise<Response> {
  try {
    return await answer(await webRequest(incoming, signal));
  } catch (error) {
    // The reader left: there is nobody to tell, and nothing went wrong.
    if (signal.aborted) return new Response(null, { status: 499 });
    return errorResponse(error);
  }
}

async function webRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const address = `http://${incoming.headers.host ?? "localhost"}${incoming.url}`;
  if (!URL.canParse(address)) throw new DomainError("invalid_input", "The request's address is not valid");
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    headers.append(String(incoming.rawHeaders[i]), String(incoming.rawHeaders[i + 1]));
  }
  // The caller as `noteCaller` settled it, which the raw headers do not know.
  headers.set("x-forwarded-for", String(incoming.headers["x-forwarded-for"] ?? incoming.socket.remoteAddress ?? ""));
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? undefined : await readBody(incoming);
  return new Request(address, { method, headers, body, signal });
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > largestBodyBytes) throw new DomainError("invalid_input", "The request body is too large");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const headers: string[] = [];
  response.headers.forEach((value, name) => {
    headers.push(name, value);
  });
  outgoing.writeHead(response.status, headers);
  if (!response.body) {
    outgoing.end();
    return;
  }
  const reader = response.body.getReader();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) reader.cancel().catch(() => {});
  });
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!outgoing.write(part.value)) await drained(outgoing);
    if (outgoing.destroyed) return;
  }
  outgoing.end();
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off("drain", done);
      outgoing.off("close", done);
      resolve();
    };
    outgoing.on("drain", done);
    outgoing.on("close", done);
  });
}
