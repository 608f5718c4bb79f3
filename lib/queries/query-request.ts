import type { DraftPolicy } from "@/lib/policies/draft-policy";
import type { ViewerInput } from "@/lib/policies/viewer-input";
import type { ParameterValue, SecurityTrace } from "@/lib/sql/security-context";
import type { QueryRows } from "./query-answer";

/**
 * What a query is for. `card`, `filter_values` and `export` run what a dashboard has saved, the others a query
 * of the caller's own, `explore_export` to take its rows along; `dataset` is a trusted dataset's SQL before it is saved and `policy` any SQL under a policy before it is
 * saved, both for admins who look as a tenant.
 */
export type QueryPurpose =
  | "card"
  | "filter_values"
  | "export"
  | "preview"
  | "explore"
  | "explore_export"
  | "dataset"
  | "policy";

export interface QueryRequest {
  readonly connectionId: string;
  readonly sql: string;
  readonly purpose: QueryPurpose;
  readonly dashboardId?: string;
  readonly cardId?: string;
  /** For the audit, which names what was read. */
  readonly cardTitle?: string;
  /** The tenant at home on the dashboard: the query runs under it too, whoever looks (R20). */
  readonly homeTenantId?: string;
  /** Set when the SQL was compiled from this domain, which the actor was found to see. */
  readonly domainId?: string;
  /** What the placeholders `query.…` of compiled SQL stand for, by the name after the dot. */
  readonly queryValues?: Readonly<Record<string, ParameterValue>>;
  /** Values of declared filters by name. */
  readonly filters?: Readonly<Record<string, ViewerInput>>;
  /** For organization users and API keys: look at the data as this tenant. */
  readonly asTenantId?: string;
  /** For `policy` alone. */
  readonly draft?: DraftPolicy;
  readonly signal?: AbortSignal;
  readonly maximumRows?: number;
  /** Ask the source although a kept answer may be there; what it says is kept. */
  readonly fresh?: boolean;
}

export interface QueryResult extends QueryRows {
  /** Whether the rows are those of an earlier query, or of an equal one that was under way. */
  readonly cached: boolean;
  /** What the guard did, as far as the actor may know it; for those who may see the SQL. */
  readonly trace: SecurityTrace;
}
