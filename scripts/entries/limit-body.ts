import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError } from "@/lib/errors";
import { errorResponse } from "@/lib/http/responses";
import { largestBodyCharacters } from "@/lib/imports/import-schema";

/** A character takes three bytes at most in JSON that is not escaped; what a route may read of it, it decides itself. */
const bytesACharacter = 3;
const largestBodyBytes = 1_048_576 * bytesACharacter;
const importPath = /^\/api\/v1\/(?:users|tenants)\/import(?:\?|$)/;

/**
 * Keeps bodies within what any route reads, before anybody is asked who they are: routes read a body whole, and one that
 * never ends would fill this process's memory (R26). A body that says its length is refused at once; of one that does
 * not, the connection breaks off.
 *
 * @returns whether the request is to be answered
 */
export function limitBody(request: IncomingMessage, response: ServerResponse): boolean {
  const limit = importPath.test(request.url ?? "") ? largestBodyCharacters * bytesACharacter : largestBodyBytes;
  const { "content-length": told, "transfer-encoding": encoding } = request.headers;
  if (told !== undefined && Number(told) > limit) {
    void refuse(response);
    return false;
  }
  if (encoding !== undefined) breakOffAfter(request, limit);
  return true;
}

async function refuse(response: ServerResponse): Promise<void> {
  const answer = errorResponse(new DomainError("invalid_input", "The request body is too large"));
  // What is on its way is not read: the connection cannot be used again.
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), Connection: "close" });
  response.end(await answer.text());
}

/** Counted where Node's parser hands it over, because listening for it would begin to read. */
function breakOffAfter(request: IncomingMessage, limit: number): void {
  const push = request.push.bind(request);
  let bytes = 0;
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= limit) return push(chunk, encoding);
    request.destroy();
    return false;
  };
}
