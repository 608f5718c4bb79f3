import { forbidden } from "@/lib/audit/note-refusal";
import { requirePermission } from "@/lib/authorization/require-permission";
import { DomainError } from "@/lib/errors";
import { type Actor, type EmbedViewer, isTenantActor } from "@/lib/identity/actor";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";
import type { QueryPurpose, QueryRequest } from "./query-request";
import { requireOnlyLooking } from "./require-only-looking";

const savedPurposes: ReadonlySet<QueryPurpose> = new Set(["card", "filter_values", "export"]);

/**
 * Whether this actor may ask for data at all, and for this purpose; which rows there are for them is decided later.
 *
 * @throws DomainError `forbidden`, `invalid_input` for an API key that names no tenant, `unauthenticated`
 */
export async function requireMayRead(
  actor: Actor,
  { purpose, asTenantId, domainId, dashboardId }: QueryRequest,
): Promise<void> {
  requireOnlyLooking(actor, purpose);
  if (actor.kind === "api_client") {
    if (!actor.scopes.includes("data:read")) {
      throw forbidden(actor, "data:read", "This API key may not read data (data:read)");
    }
    // A program sees one tenant's rows at a time, never its creator's unrestricted view (R08).
    if (asTenantId === undefined) {
      throw new DomainError("invalid_input", "Name the tenant whose data is asked for", { asTenantId: "Required" });
    }
  }
  requirePermission(actor, "dashboard:view");
  // Writing SQL of one's own takes more than seeing somebody's card.
  if (savedPurposes.has(purpose)) return;
  // A dashboard token has no role beyond looking: whoever asks for its dashboard has found that it may edit that one.
  if (purpose === "preview" && dashboardId !== undefined && isEditingToken(actor)) return requireFreeSession(actor);
  if (domainId !== undefined) return requireMayAskDomain(actor, purpose);
  requirePermission(actor, "dashboard:edit");
  requirePermission(actor, "connection:use");
  if (purpose === "dataset" || purpose === "policy") return requireMayTry(actor, purpose, asTenantId);
  if (actor.kind === "embed_viewer") await requireFreeSession(actor);
}

/**
 * A domain's query is not SQL of one's own: whoever may use domains may explore the visible ones, also in a session that
 * is kept to some. One with locked filters may not, because nothing binds them to what is asked (R09).
 */
async function requireMayAskDomain(actor: Actor, purpose: QueryPurpose): Promise<void> {
  const isExploring = purpose === "explore" || purpose === "explore_export";
  requirePermission(actor, isExploring ? "domain:read" : "dashboard:edit");
  if (actor.kind !== "embed_viewer") return;
  const session = await findEmbedSession(actor.embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  if (Object.keys(session.lockedFilters).length > 0) {
    throw forbidden(actor, "domain:read", "This session runs saved cards only");
  }
}

/**
 * What a trusted dataset reads, nobody's policies have opened: its SQL alone keeps tenants apart (R02). A policy that is
 * only tried out opens and narrows what it says. Both are for those who could save it.
 */
function requireMayTry(actor: Actor, purpose: "dataset" | "policy", asTenantId: string | undefined): void {
  requirePermission(actor, purpose === "dataset" ? "dataset:trust" : "policy:update");
  if (isTenantActor(actor) || asTenantId === undefined) {
    throw new DomainError("invalid_input", "Choose the tenant to look as", { asTenantId: "Required" });
  }
}

/** Whether this is the bearer of a token that edits its own dashboard, and nobody by name. */
function isEditingToken(actor: Actor): actor is EmbedViewer {
  return actor.kind === "embed_viewer" && actor.userId === null && actor.allowEdit;
}

/** A session that a page has narrowed runs saved cards only: SQL of its own could leave the narrowing out (R09). */
async function requireFreeSession(actor: EmbedViewer): Promise<void> {
  const session = await findEmbedSession(actor.embedSessionId);
  if (!session) throw new DomainError("unauthenticated", "The session has ended");
  if (Object.keys(session.lockedFilters).length > 0 || session.semanticDomainAccess.mode !== "all") {
    throw forbidden(actor, "dashboard:edit", "This session runs saved cards only");
  }
}
