import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/responses";

const largestBodyBytes = 1_000_000;

type Answer = (request: Request) => Promise<Response>;

/** An answer that is there already, with its body; header names and values take turns. */
export interface ReadyAnswer {
  readonly headers: readonly string[];
  readonly bytes: Uint8Array;
}

/** Looks for an answer that needs no work, or will be there in a moment; null lets the request be answered. */
type FindReady = (incoming: IncomingMessage, body: Buffer) => ReadyAnswer | null | Promise<ReadyAnswer | null>;

/**
 * Lets a `(Request) → Response` function answer a request of Node's own server. The answer is streamed at the speed of the
 * reader, and a reader who leaves aborts the request's signal, so that queries nobody waits for are cancelled.
 */
export function answerWith(answer: Answer, findReady?: FindReady) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    readBody(incoming, (body) => {
      const proceed = (ready: ReadyAnswer | null) => {
        if (ready) outgoing.writeHead(200, ready.headers as string[]).end(ready.bytes);
        else void respondTo(answer, incoming, body, outgoing);
      };
      const found = body instanceof Error ? null : findOrNull(findReady, incoming, body);
      if (found instanceof Promise) void found.catch(() => null).then(proceed);
      else proceed(found);
    });
  };
}

/** A look that fails, as when no event can be noted any more, is no answer: thrown from here it would end the process. */
function findOrNull(findReady: FindReady | undefined, incoming: IncomingMessage, body: Buffer): ReturnType<FindReady> {
  try {
    return findReady?.(incoming, body) ?? null;
  } catch {
    return null;
  }
}

async function respondTo(
  answer: Answer,
  incoming: IncomingMessage,
  body: Buffer | Error,
  outgoing: ServerResponse,
): Promise<void> {
  const abort = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) abort.abort();
  });
  if (outgoing.destroyed) abort.abort();
  const response = await respond(answer, incoming, body, abort.signal);
  if (outgoing.destroyed) {
    await response.body?.cancel().catch(() => {});
    return;
  }
  await send(response, outgoing).catch(() => outgoing.destroy());
}

async function respond(
  answer: Answer,
  incoming: IncomingMessage,
  body: Buffer | Error,
  signal: AbortSignal,
): Promise<Response> {
  try {
    if (body instanceof Error) throw body;
    return await answer(webRequest(incoming, body, signal));
  } catch (error) {
    // The reader left: there is nobody to tell, and nothing went wrong.
    if (signal.aborted) return new Response(null, { status: 499 });
    return errorResponse(error);
  }
}

function webRequest(incoming: IncomingMessage, body: Buffer, signal: AbortSignal): Request {
  const address = `http://${incoming.headers.host ?? "localhost"}${incoming.url}`;
  if (!URL.canParse(address)) throw new DomainError("invalid_input", "The request's address is not valid");
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    headers.append(String(incoming.rawHeaders[i]), String(incoming.rawHeaders[i + 1]));
  }
  // The caller as `noteCaller` settled it, which the raw headers do not know.
  headers.set("x-forwarded-for", String(incoming.headers["x-forwarded-for"] ?? incoming.socket.remoteAddress ?? ""));
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(address, { method, headers, body: hasBody ? new Uint8Array(body) : undefined, signal });
}

/** By events: iterating over a request costs more than answering it from memory. */
function readBody(incoming: IncomingMessage, done: (body: Buffer | Error) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= largestBodyBytes) chunks.push(chunk);
  });
  incoming.on("end", () => {
    const isTooLarge = bytes > largestBodyBytes;
    if (isTooLarge) return done(new DomainError("invalid_input", "The request body is too large"));
    // Most bodies come in one piece, and copying it would cost as much as the rest of a kept answer.
    const [only = Buffer.alloc(0)] = chunks;
    done(chunks.length > 1 ? Buffer.concat(chunks) : only);
  });
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
