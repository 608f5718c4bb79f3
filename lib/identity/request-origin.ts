import type { SignInOrigin } from "./open-session";

/** The nearest hop, which the proxy in front (or Next itself) wrote; what stands before it anybody can claim. */
export function nearestHop(forwardedFor: string | null | undefined): string {
  return forwardedFor?.split(",").at(-1)?.trim() || "unknown";
}

/** Where a request comes from, by its headers. */
export function requestOrigin(headers: Pick<Headers, "get">): SignInOrigin {
  return { address: nearestHop(headers.get("x-forwarded-for")), userAgent: headers.get("user-agent") };
}
