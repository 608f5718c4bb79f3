import type { IncomingMessage } from "node:http";

const behindProxy = process.env.BULKHEAD_BEHIND_PROXY === "1";

/**
 * Settles who is calling, for limits by address. Only a proxy that the configuration vouches for may say so; anybody
 * else's header is replaced by the address that the connection really comes from.
 */
export function noteCaller(request: Pick<IncomingMessage, "headers" | "socket">): void {
  if (behindProxy && request.headers["x-forwarded-for"]) return;
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
}
