import { DomainError, type ErrorFields } from "@/lib/errors";

/** Why a domain cannot answer a query, in words for whoever asked; it names fields of the domain, never tables. */
export function domainRefusal(message: string, fields?: ErrorFields): DomainError {
  return new DomainError("query_refused", message, fields);
}
