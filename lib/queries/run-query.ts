import { createHash } from "node:crypto";
import { queueAuditEvent } from "@/lib/audit/audit-queue";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { resolveTarget } from "@/lib/connections/resolve-target";
import type { CellValue, EngineResult, ResultColumn } from "@/lib/engines/engine";
import { runOnEngine } from "@/lib/engines/run";
import { DomainError, notFound } from "@/lib/errors";
import { type Actor, isTenancyOff } from "@/lib/identity/actor";
import { loadEmbedSessionPolicies } from "@/lib/identity/embed-sessions/embed-session-policies";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import { log } from "@/lib/log";
import { contextSubjects } from "@/lib/policies/context-subject";
import { type ResolvedContext, resolveSecurityContext } from "@/lib/policies/resolve-security-context";
import { secureSql } from "@/lib/sql/secure-sql";
import type { ParameterValue, SecuredSql, SecurityTrace } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { requireOnlyLooking } from "./require-only-looking";
import { traceFor } from "./trace-for";

export interface QueryRequest {
  readonly connectionId: string;
  readonly sql: string;
  readonly purpose: "card" | "preview" | "explore";
  readonly dashboardId?: string;
  readonly cardId?: string;
  /** For the audit, which names what was read. */
  readonly cardTitle?: string;
  /** The tenant at home on the dashboard: the query runs under it too, whoever looks (R20). */
  readonly homeTenantId?: string;
  /** Values of declared filters by name. */
  readonly filters?: Readonly<Record<string, ParameterValue>>;
  /** For organization users and API keys: look at the data as this tenant. */
  readonly asTenantId?: string;
  readonly signal?: AbortSignal;
  readonly maximumRows?: number;
}

export interface QueryResult {
  readonly columns: readonly ResultColumn[];
  /** Column by column: `data[c][r]`. */
  readonly data: readonly (readonly CellValue[])[];
  readonly rowCount: number;
  readonly truncated: boolean;
  /** When the rows were read, ISO 8601. */
  readonly asOf: string;
  /** What the guard did, as far as the actor may know it; for those who may see the SQL. */
  readonly trace: SecurityTrace;
}

const timeoutMilliseconds = 30_000;
const mostRows = 10_000;

/**
 * The one gate to data. Returns only rows that the actor's policies let through at this moment: the SQL is rewritten by
 * the guard, run read-only on the target that the policies choose, and noted in the audit. Whatever goes wrong on the
 * way, no row is returned and no engine's own words are repeated (R26). Whether the actor may see the card or dashboard
 * is the caller's to have checked.
 *
 * @throws DomainError `forbidden`, `not_found`, `unauthenticated`, `invalid_input` for filters, `query_refused` with
 * `sqlCode`, `line` and `column` in its fields when the guard says no, `query_timeout`, `data_source_unavailable`.
 */
export async function runQuery(actor: Actor, request: QueryRequest): Promise<QueryResult> {
  await requireMayRead(actor, request);
  const context = await resolveContext(actor, request);
  const secured = await secure(request.sql, context);
  const target = await resolveTarget(context.settings, {
    layer: context.targetLayer,
    role: context.role,
    tables: context.security.tables,
  });
  const asOf = now().toISOString();
  const result = await runOnEngine(target, secured.sql, {
    maximumRows: Math.min(request.maximumRows ?? mostRows, mostRows),
    timeoutMilliseconds,
    signal: request.signal,
  });
  recordQuery(actor, request, context, secured, result);
  const { columns, data, rowCount, truncated } = result;
  return { columns, data, rowCount, truncated, asOf, trace: traceFor(actor, secured.trace) };
}

async function requireMayRead(actor: Actor, { purpose, asTenantId }: QueryRequest): Promise<void> {
  requireOnlyLooking(actor, purpose);
  if (actor.kind === "api_client") {
    if (!actor.scopes.includes("data:read")) {
      throw new DomainError("forbidden", "This API key may not read data (data:read)");
    }
    // A program sees one tenant's rows at a time, never its creator's unrestricted view (R08).
    if (asTenantId === undefined) {
      throw new DomainError("invalid_input", "Name the tenant whose data is asked for", { asTenantId: "Required" });
    }
  }
  requirePermission(actor, "dashboard:view");
  // Writing SQL of one's own takes more than seeing somebody's card.
  if (purpose === "card") return;
  requirePermission(actor, "dashboard:edit");
  requirePermission(actor, "connection:use");
  if (actor.kind === "embed_viewer") await requireFreeSession(actor.embedSessionId);
}

/** A session that a page has narrowed runs saved cards only: SQL of its own could leave the narrowing out (R09). */
async function requireFreeSession(embedSessionId: string): Promise<void> {
  const session = await findEmbedSession(embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  if (Object.keys(session.lockedFilters).length > 0 || session.semanticDomainAccess.mode !== "all") {
    throw new DomainError("forbidden", "This session runs saved cards only");
  }
}

async function resolveContext(actor: Actor, request: QueryRequest): Promise<ResolvedContext> {
  const tokenPolicies = actor.kind === "embed_viewer" ? await loadEmbedSessionPolicies(actor.embedSessionId) : null;
  const { homeTenantId, asTenantId } = request;
  const subjects = contextSubjects(actor, { homeTenantId, asTenantId, tokenPolicies });
  const { connectionId, filters = {} } = request;
  const context = await resolveSecurityContext({ connectionId, subjects, filters });
  const foreign = actor.kind === "embed_viewer" && context.connection.projectId !== actor.projectId;
  if (foreign) throw notFound("Connection");
  return context;
}

async function secure(sql: string, { security }: ResolvedContext): Promise<SecuredSql> {
  try {
    return await secureSql(sql, security);
  } catch (error) {
    if (error instanceof SqlRefusal) throw refusedBy(error);
    log.error({ err: error }, "the guard failed");
    throw new DomainError("query_refused", "This query could not be checked");
  }
}

function refusedBy({ code, message, line, column }: SqlRefusal): DomainError {
  const place =
    line === undefined ? {} : { line: String(line), ...(column === undefined ? {} : { column: String(column) }) };
  return new DomainError("query_refused", message, { sqlCode: code, ...place });
}

function recordQuery(
  actor: Actor,
  request: QueryRequest,
  { connection, tenant }: ResolvedContext,
  secured: SecuredSql,
  result: EngineResult,
): void {
  queueAuditEvent(actor, {
    action: "query.ran",
    tenantId: tenant?.id ?? null,
    projectId: connection.projectId,
    targetId: request.cardId ?? connection.id,
    targetName: request.cardId ? request.cardTitle : connection.name,
    details: {
      purpose: request.purpose,
      connectionId: connection.id,
      ...(request.dashboardId ? { dashboardId: request.dashboardId } : {}),
      ...(request.cardId ? { cardId: request.cardId } : {}),
      fingerprint: createHash("sha256").update(secured.sql).digest("hex"),
      rows: result.rowCount,
      ...(isTenancyOff(actor) ? { tenancyOff: true } : {}),
      milliseconds: Math.round(result.milliseconds),
    },
  });
}
