import type { Page } from "@/lib/pagination";
import { json } from "./responses";

/** A list as the API answers it; how many there are in all is for the portal's tables only. */
export function jsonPage<T>({ data, nextCursor }: Page<T>): Response {
  return json({ data, nextCursor });
}

/** The answer to a deletion. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
