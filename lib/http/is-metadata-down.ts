/** Prisma's words for a server that was not reached, a pool that gave no connection, and a connection that broke. */
const unreachable = /^(?:P1\d{3}|P2024|P2036|P2037)$/;
/** PostgreSQL's own: no connection (08), no resources (53), shutting down or starting (57P). */
const refusedByServer = /^(?:08|53|57P)/;

interface PrismaError extends Error {
  readonly code: unknown;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { originalCode?: string; severity?: string } } };
}

/**
 * Whether an error means that the metadata database cannot be asked right now, rather than that we asked it wrongly.
 * Without its answer nothing can be decided, so nothing is answered (R26).
 */
export function isMetadataDown(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code, meta } = error as PrismaError;
  const cause = meta?.driverAdapterError?.cause;
  const ended = cause?.severity === "FATAL" || refusedByServer.test(cause?.originalCode ?? "");
  return ended || unreachable.test(String(code));
}
