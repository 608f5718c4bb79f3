import { DomainError } from "@/lib/errors";

/** The whole vocabulary of an engine's failures. An engine's own words can carry other tenants' values and go nowhere. */
export const engineErrors = {
  unavailable: () => new DomainError("data_source_unavailable", "The data source could not be reached"),
  filesMissing: () => new DomainError("data_source_unavailable", "A file of this data source is missing or unreadable"),
  outsideFolders: () => new DomainError("data_source_unavailable", "A path of this data source leaves its folders"),
  tooManyFiles: () => new DomainError("data_source_unavailable", "A path of this data source matches too many files"),
  timedOut: () => new DomainError("query_timeout", "The query took too long"),
  cancelled: () => new DomainError("query_timeout", "The query was cancelled"),
  refused: () => new DomainError("query_refused", "The data source could not run this query"),
  tooLarge: () => new DomainError("query_refused", "The answer is too large, ask for fewer rows or columns"),
} as const;
