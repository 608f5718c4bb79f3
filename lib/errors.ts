/**
 * What can go wrong for a caller. Each code has one HTTP status (`lib/http/error-response.ts`) and is part of the
 * public contract; anything that is not a `DomainError` is a bug of ours and answers 500 without details.
 */
export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "query_refused"
  | "rate_limited"
  | "data_source_unavailable"
  | "query_timeout";

/** Field name (dotted path) → what is wrong with it, in words for the person who typed it. */
export type ErrorFields = Readonly<Record<string, string>>;

/**
 * The one error that crosses layers on purpose. Its message is shown to callers as it is, so it must never hold a
 * secret, another tenant's value, or an engine's own words.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields?: ErrorFields,
  ) {
    super(message);
  }
}

/** The one answer for what does not exist and for what the actor may not know exists: the two must not differ. */
export function notFound(what: string): DomainError {
  return new DomainError("not_found", `${what} not found`);
}
