/** What every answer with data says about itself. */
export const dataHeaders: Readonly<Record<string, string>> = {
  "Content-Type": "application/x-ndjson; charset=utf-8",
  "Cache-Control": "no-store",
  Vary: "Accept-Encoding",
  "X-Content-Type-Options": "nosniff",
  // Proxies must not wait for the last card before they pass on the first.
  "X-Accel-Buffering": "no",
};

/** Whether a reader understands gzip, by the plain reading of `Accept-Encoding`: a weight of 0 forbids it. */
export function acceptsGzip(header: string | null | undefined): boolean {
  return /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)/i.test(header ?? "");
}
