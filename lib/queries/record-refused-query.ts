import { createHash } from "node:crypto";
import { noteRefusal } from "@/lib/audit/note-refusal";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { QueryRequest } from "./query-request";

/**
 * Notes a query that the guard or the policies refused: who asked, for what, why in one code, and the fingerprint of what
 * they sent, by which equal attempts are recognized. Other errors are no refusals.
 */
export function recordRefusedQuery(
  actor: Actor,
  request: QueryRequest,
  { tenantId, error }: { readonly tenantId: string | null; readonly error: unknown },
): void {
  if (!(error instanceof DomainError) || error.code !== "query_refused") return;
  const { connectionId, purpose, dashboardId, cardId, cardTitle, domainId, sql } = request;
  const reason = error.fields?.sqlCode ?? error.code;
  noteRefusal(actor, `${reason} ${connectionId}`, {
    action: "query.refused",
    tenantId,
    targetId: cardId ?? connectionId,
    targetName: cardTitle ?? null,
    details: {
      code: reason,
      purpose,
      connectionId,
      ...(dashboardId ? { dashboardId } : {}),
      ...(cardId ? { cardId } : {}),
      ...(domainId ? { domainId } : {}),
      fingerprint: createHash("sha256").update(sql).digest("hex"),
    },
  });
}
