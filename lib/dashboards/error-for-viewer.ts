import { DomainError } from "@/lib/errors";

/**
 * What a viewer is told of a query of a dashboard that failed. Why one was refused names tables and columns, which only
 * those who see the query may read (R19).
 */
export function errorForViewer(error: unknown, mayEdit: boolean): DomainError {
  if (!(error instanceof DomainError))
    return new DomainError("data_source_unavailable", "This card could not be loaded");
  if (error.code !== "query_refused" || mayEdit) return error;
  return new DomainError("query_refused", "This card cannot be shown with your access");
}
