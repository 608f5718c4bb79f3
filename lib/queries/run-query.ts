import { now } from "@/lib/clock";
import { resolveTarget } from "@/lib/connections/resolve-target";
import { startDeadline } from "@/lib/engines/deadline";
import { duckdbTargetVersion } from "@/lib/engines/duckdb/resolve-target";
import type { DuckdbTarget, EngineTarget } from "@/lib/engines/engine";
import { engineSettings } from "@/lib/engines/engine-settings";
import { runOnEngine } from "@/lib/engines/run";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { physicalTables } from "@/lib/policies/dataset-tables";
import type { ResolvedContext } from "@/lib/policies/resolve-security-context";
import type { SecuredSql, SecurityTrace } from "@/lib/sql/security-context";
import { mayKeepResult } from "./may-keep-result";
import { QueryAnswer } from "./query-answer";
import { placeRequest, queryPlaces } from "./query-places";
import type { QueryRequest, QueryResult } from "./query-request";
import { recordQuery } from "./record-query";
import { recordRefusedQuery } from "./record-refused-query";
import { requireMayRead } from "./require-may-read";
import { resolveQueryContext } from "./resolve-query-context";
import { type CachedAnswer, cachedAnswer } from "./result-cache";
import { resultCacheKey } from "./result-cache-key";
import { resultSecret } from "./result-secrets";
import { secureQuery } from "./secure-query";
import { traceFor } from "./trace-for";

export type { QueryRequest, QueryResult } from "./query-request";

/** Waiting for a place included. */
const timeoutMilliseconds = 30_000;
const mostRows = 10_000;
/** A download is written while it is read, and nobody scrolls through it. */
const mostExportedRows = 100_000;

/** A query as it would be run: nothing in it is for anybody else to decide. */
interface SecuredQuery {
  readonly target: EngineTarget;
  readonly sql: string;
  readonly maximumRows: number;
}

/** An answer with what only this caller may know about it. */
export interface AnsweredQuery extends CachedAnswer {
  readonly trace: SecurityTrace;
}

/**
 * The one gate to data. Returns only rows that the actor's policies let through at this moment: the SQL is rewritten by
 * the guard, run read-only on the target that the policies choose, and noted in the audit. An answer that was kept passes
 * through all of it but the running. Whatever goes wrong on the way, no row is returned and no engine's own words are
 * repeated (R26). Whether the actor may see the card or dashboard is the caller's to have checked.
 *
 * @throws DomainError `forbidden`, `not_found`, `unauthenticated`, `invalid_input` for filters, `query_refused` with
 * `sqlCode`, `line` and `column` in its fields when the guard says no, `rate_limited` when too many queries of the tenant
 * wait, `query_timeout`, `data_source_unavailable`.
 */
export async function runQuery(actor: Actor, request: QueryRequest): Promise<QueryResult> {
  const { answer, cached, trace } = await answerQuery(actor, request);
  return { ...answer.rows, cached, trace };
}

/**
 * What the gate would run, without running it: for admins who try out a policy.
 *
 * @throws DomainError as `runQuery`, up to the running
 */
export async function explainQuery(actor: Actor, request: QueryRequest & { purpose: "policy" }): Promise<SecuredSql> {
  await requireMayRead(actor, request);
  const context = await resolveQueryContext(actor, request);
  return secureQuery(request.sql, context.security);
}

function rowsFor({ purpose, maximumRows }: QueryRequest): number {
  const most = purpose === "export" ? mostExportedRows : mostRows;
  return Math.min(maximumRows ?? most, most);
}

/**
 * The same gate for callers who pass the rows on as they are: an answer that is kept as text is not taken apart for them.
 *
 * @throws DomainError as `runQuery`
 */
export async function answerQuery(actor: Actor, request: QueryRequest): Promise<AnsweredQuery> {
  const { context, query, trace } = await securedQuery(actor, request);
  const startedAt = performance.now();
  const kept = await readOrKept(actor, request, context, query);
  const { answer, cached } = kept;
  const milliseconds = cached ? 0 : performance.now() - startedAt;
  recordQuery(actor, request, context, { securedSql: query.sql, rowCount: answer.rowCount, cached, milliseconds });
  return { ...kept, trace: traceFor(actor, trace) };
}

/** Everything that can refuse a query before a source is asked; the audit tells of it when it does. */
async function securedQuery(actor: Actor, request: QueryRequest) {
  await requireMayRead(actor, request);
  let tenantId = tenantOf(actor);
  try {
    const context = await resolveQueryContext(actor, request);
    tenantId = context.tenant?.id ?? null;
    const { sql, trace } = await secureQuery(request.sql, context.security);
    const target = await resolveTarget(context.settings, {
      layer: context.targetLayer,
      role: context.role,
      tables: physicalTables(context.security.tables),
    });
    const query: SecuredQuery = { target, sql, maximumRows: rowsFor(request) };
    return { context, query, trace };
  } catch (error) {
    recordRefusedQuery(actor, request, { tenantId, error });
    throw error;
  }
}

async function readOrKept(
  actor: Actor,
  { purpose, fresh, signal }: QueryRequest,
  context: ResolvedContext,
  query: SecuredQuery,
): Promise<CachedAnswer> {
  const tenantId = context.tenant?.id ?? null;
  const read = (aborted: AbortSignal | undefined) => readRows(actor, tenantId, query, aborted);
  if (!mayKeepResult(actor, { purpose }, context)) {
    return { answer: await read(signal), cached: false, keptUntil: null };
  }
  const { id: connectionId, version: connectionVersion, resultCacheSeconds: lifetimeSeconds } = context.connection;
  const { target } = query;
  const parts = {
    ...query,
    organizationId: actor.organizationId,
    tenantId,
    connectionId,
    connectionVersion,
    filesVersion: target.engine === "duckdb" ? await filesVersion(target, query.sql, signal) : null,
    maximumResultBytes: engineSettings().maximumResultBytes,
  };
  const key = resultCacheKey(parts, resultSecret("names"));
  return cachedAnswer({ key, tenantId, lifetimeSeconds }, { fresh, signal }, read);
}

/** Looking for files is part of the query: it ends with the caller's patience, too. */
async function filesVersion(target: DuckdbTarget, sql: string, signal: AbortSignal | undefined): Promise<string> {
  const deadline = startDeadline({ timeoutMilliseconds, signal });
  try {
    return await deadline.race(duckdbTargetVersion(target, sql));
  } finally {
    deadline.end();
  }
}

/** Waits for a place among the tenant's and runs the query in it, both within one deadline. */
async function readRows(
  actor: Actor,
  tenantId: string | null,
  { target, sql, maximumRows }: SecuredQuery,
  signal: AbortSignal | undefined,
): Promise<QueryAnswer> {
  const startedAt = performance.now();
  const deadline = startDeadline({ timeoutMilliseconds, signal });
  try {
    const leave = await queryPlaces().take(placeRequest(actor, tenantId, target), deadline);
    try {
      const readAt = now();
      const remaining = Math.max(1, timeoutMilliseconds - (performance.now() - startedAt));
      const tenant = tenantId ?? (actor.kind === "embed_viewer" ? actor.embedSessionId : undefined);
      const limits = { maximumRows, timeoutMilliseconds: remaining, signal, tenant };
      return QueryAnswer.read(await runOnEngine(target, sql, limits), readAt);
    } finally {
      leave();
    }
  } finally {
    deadline.end();
  }
}
