import { createHash } from "node:crypto";
import { queueAuditEvent } from "@/lib/audit/audit-queue";
import { type Actor, isTenancyOff } from "@/lib/identity/actor";
import type { ResolvedContext } from "@/lib/policies/resolve-security-context";
import type { QueryRequest } from "./query-request";

/** How an answer came about. */
export interface QueryOutcome {
  readonly securedSql: string;
  readonly rowCount: number;
  /** Given from what an earlier or equal query had read. */
  readonly cached: boolean;
  /** Waiting and running; 0 when no query was run for this caller. */
  readonly milliseconds: number;
}

/** Notes in the audit who read what: an answer that was kept is read like any other. */
export function recordQuery(
  actor: Actor,
  request: QueryRequest,
  { connection, tenant }: ResolvedContext,
  { securedSql, rowCount, cached, milliseconds }: QueryOutcome,
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
      ...(request.domainId ? { domainId: request.domainId } : {}),
      fingerprint: createHash("sha256").update(securedSql).digest("hex"),
      rows: rowCount,
      ...(isTenancyOff(actor) ? { tenancyOff: true } : {}),
      milliseconds: Math.round(milliseconds),
      ...(cached ? { cached } : {}),
    },
  });
}
