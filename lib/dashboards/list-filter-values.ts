import type { z } from "zod";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { runQuery } from "@/lib/queries/run-query";
import { type BoundFilters, bindFilters } from "./bind-filters";
import { calendarOf } from "./calendar-of";
import { mayOnDashboard } from "./dashboard-access";
import { domainFilterValues } from "./domain-filter-values";
import { errorForViewer } from "./error-for-viewer";
import { isRange } from "./filter-fit";
import type {
  DashboardFilter,
  FilterScalar,
  FilterSource,
  FilterValue,
  FilterValues,
  FilterValuesView,
  ListFilterValuesInput,
} from "./filter-schema";
import { listFilterValuesSchema, sharesTable } from "./filter-schema";
import { filterValuesSql, searchedText } from "./filter-values-sql";
import { loadDashboardForViewing, type RunnableDashboard } from "./load-dashboard-for-viewing";
import { lockedFilters } from "./locked-filters";

/**
 * The values that a filter of a dashboard offers to this viewer: of the rows that they may read, and no others. What a
 * token has locked stays locked: such a filter offers its own value, and another one only what is left under it (R09).
 *
 * @throws DomainError `not_found` for a dashboard or filter out of reach, `forbidden`, `invalid_input` for a filter that
 * offers none, `query_refused`, and what the gate says
 */
export async function listFilterValues(
  actor: Actor,
  dashboardId: string,
  input: ListFilterValuesInput,
  signal?: AbortSignal,
): Promise<FilterValuesView> {
  const asked = parseInput(listFilterValuesSchema, input);
  const [dashboard, locked] = await Promise.all([
    loadDashboardForViewing(actor, dashboardId, asked),
    lockedFilters(actor),
  ]);
  return filterValuesOf(actor, dashboard, asked, locked, signal);
}

/**
 * The same for a dashboard that was loaded for this actor, with what a token has locked; saved filters and those of a
 * draft share it.
 *
 * @throws DomainError `not_found` for a filter that is not declared, `invalid_input`, `query_refused`, and what the gate
 * says
 */
export async function filterValuesOf(
  actor: Actor,
  dashboard: RunnableDashboard,
  { filter: name, search, limit, filters = {}, asTenantId }: z.output<typeof listFilterValuesSchema>,
  locked: FilterValues,
  signal?: AbortSignal,
): Promise<FilterValuesView> {
  const filter = dashboard.filters.find((one) => one.name === name);
  if (!filter) throw notFound("Filter");
  const values = bindFilters(dashboard.filters, filters, locked, calendarOf(dashboard.settings));
  if (Object.hasOwn(locked, name)) return chosenFrom(locked[name], search, limit);
  const narrowing = (filter.narrowedBy ?? []).filter((other) => (filters[other] ?? null) !== null);
  const kept = [...new Set([...Object.keys(locked), ...narrowing])];
  const asked = { search, limit, kept, values, asTenantId, signal };
  const forViewer = (error: unknown) => {
    throw errorForViewer(error, mayOnDashboard(actor, dashboard.access.level, "edit"));
  };
  if (filter.domainSource) {
    return domainFilterValues(actor, dashboard, { ...asked, source: filter.domainSource }).catch(forViewer);
  }
  if (!filter.source) {
    if (filter.options) return chosenFrom(filter.options, search, limit);
    throw new DomainError("invalid_input", "This filter offers no values", { filter: "This filter offers no values" });
  }
  return fetchValues(actor, dashboard, { ...asked, source: filter.source }).catch(forViewer);
}

interface ValuesQuery {
  readonly source: FilterSource;
  readonly search: string | undefined;
  readonly limit: number;
  /** Filters whose values the rows must have: the locked ones, and those chosen that narrow this one. */
  readonly kept: readonly string[];
  readonly values: BoundFilters;
  readonly asTenantId: string | undefined;
  readonly signal: AbortSignal | undefined;
}

async function fetchValues(
  actor: Actor,
  { access, filters }: RunnableDashboard,
  { source, search, limit, kept, values, asTenantId, signal }: ValuesQuery,
): Promise<FilterValuesView> {
  const connection = await database.connection.findFirst({
    where: { id: source.connectionId, projectId: access.projectId, organizationId: actor.organizationId },
    select: { engine: true },
  });
  if (!connection) throw notFound("Connection");
  const bound = kept.map((name) => boundToSource(source, filters, name));
  const keptValues = Object.fromEntries(kept.map((name) => [name, values[name] ?? null]));
  const { data, truncated } = await runQuery(actor, {
    connectionId: source.connectionId,
    sql: filterValuesSql(connection.engine, source, bound, Boolean(search)),
    purpose: "filter_values",
    dashboardId: access.id,
    homeTenantId: access.tenantId ?? undefined,
    filters: { ...keptValues, ...(search ? { [searchedText]: search } : {}) },
    asTenantId,
    signal,
    maximumRows: limit,
  });
  return { data: (data[0] ?? []).flatMap((value) => (value === null ? [] : [value])), truncated };
}

/** A list that leaves a locked filter out would show what the filter was to keep from this viewer. */
function boundToSource(source: FilterSource, filters: readonly DashboardFilter[], name: string) {
  const other = filters.find((filter) => filter.name === name)?.source;
  if (other && sharesTable(source, other)) return { name, column: other.column };
  throw new DomainError("query_refused", "This list cannot be kept to the filters of this page");
}

function chosenFrom(
  values: FilterValue | null | undefined,
  search: string | undefined,
  limit: number,
): FilterValuesView {
  const all: readonly FilterScalar[] =
    values === undefined || values === null || isRange(values) ? [] : [values].flat();
  const wanted = search?.toLowerCase() ?? "";
  const found = all.filter((value) => String(value).toLowerCase().includes(wanted));
  return { data: found.slice(0, limit), truncated: found.length > limit };
}
