import { DomainError } from "@/lib/errors";

const notAllowed = "The address of this data source is not allowed";

/** The whole vocabulary of an engine's failures. An engine's own words can carry other tenants' values and go nowhere. */
export const engineErrors = {
  unavailable: () => new DomainError("data_source_unavailable", "The data source could not be reached"),
  notAllowed: () => new DomainError("data_source_unavailable", notAllowed),
  roleRefused: () =>
    new DomainError(
      "data_source_unavailable",
      "The data source does not let this login run as the policy's database role",
    ),
  filesMissing: () => new DomainError("data_source_unavailable", "A file of this data source is missing or unreadable"),
  outsideFolders: () => new DomainError("data_source_unavailable", "A path of this data source leaves its folders"),
  tooManyFiles: () => new DomainError("data_source_unavailable", "A path of this data source matches too many files"),
  filesTooLarge: () =>
    new DomainError("data_source_unavailable", "The files that this needs are larger than the file cache"),
  cacheFull: () =>
    new DomainError("data_source_unavailable", "The file cache is full of files in use, try again in a moment"),
  filesChanging: () =>
    new DomainError("data_source_unavailable", "A file of this data source keeps changing while it is read"),
  bucketMissing: () => new DomainError("data_source_unavailable", "The bucket of this data source does not exist"),
  s3LoginRefused: () => new DomainError("data_source_unavailable", "The object store refused the access key"),
  s3AccessDenied: () =>
    new DomainError("data_source_unavailable", "The access key may not read the files of this data source"),
  s3RegionWrong: () =>
    new DomainError("data_source_unavailable", "The bucket is in another region or at another place"),
  timedOut: () => new DomainError("query_timeout", "The query took too long"),
  cancelled: () => new DomainError("query_timeout", "The query was cancelled"),
  refused: () => new DomainError("query_refused", "The data source could not run this query"),
  tooLarge: () => new DomainError("query_refused", "The answer is too large, ask for fewer rows or columns"),
} as const;

/** The sentence for a person who tests a connection whose address was refused; undefined for any other failure. */
export function refusedAddressIn(error: unknown): string | undefined {
  return error instanceof DomainError && error.message === notAllowed ? notAllowed : undefined;
}
