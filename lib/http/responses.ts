import { DomainError, type ErrorCode } from "@/lib/errors";
import { log } from "@/lib/log";
import { uuidv7 } from "@/lib/uuid";
import { isMetadataDown } from "./is-metadata-down";

/** The one table from what went wrong to how HTTP says it. */
export const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  query_refused: 422,
  rate_limited: 429,
  data_source_unavailable: 502,
  query_timeout: 504,
};

/** A JSON answer that no cache keeps unless the caller says otherwise. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  return Response.json(body, { ...init, headers });
}

/** The error body of the API; an error that is not ours is logged under an id and told without details. */
export function errorResponse(error: unknown): Response {
  if (error instanceof DomainError) {
    const { code, message, fields } = error;
    const headers: Record<string, string> = code === "unauthenticated" ? { "WWW-Authenticate": "Bearer" } : {};
    return json({ error: { code, message, ...(fields ? { fields } : {}) } }, { status: statusOf[code], headers });
  }
  const requestId = uuidv7();
  log.error({ err: error, requestId }, "request failed");
  if (isMetadataDown(error)) {
    const message = "The service is not available right now";
    return json({ error: { code: "internal", message } }, { status: 503, headers: { "Retry-After": "5" } });
  }
  return json(
    { error: { code: "internal", message: `Something went wrong on our side (request ${requestId})` } },
    { status: 500 },
  );
}

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** Wraps a route handler so that thrown errors become the API's error body. */
export function handle<Context = unknown>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      return errorResponse(error);
    }
  };
}
