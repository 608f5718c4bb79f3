import type { ParameterValue } from "@/lib/sql/security-context";
import { invalidToken } from "./access-token";
import { findEmbedSession, type SemanticDomainAccess } from "./embed-session-state";

/** What a session may not change or reach, beside its policies. */
export interface EmbedSessionLimits {
  readonly lockedFilters: Readonly<Record<string, ParameterValue>>;
  readonly semanticDomainAccess: SemanticDomainAccess;
  /** False under locked filters or a domain mode other than `all`: saved cards and visible domains only (R09). */
  readonly adHocSql: boolean;
}

/**
 * The limits of a live session.
 *
 * @throws DomainError `unauthenticated` when the session has ended
 */
export async function loadEmbedSessionLimits(embedSessionId: string): Promise<EmbedSessionLimits> {
  const session = await findEmbedSession(embedSessionId);
  if (!session) throw invalidToken();
  const { lockedFilters, semanticDomainAccess } = session;
  const adHocSql = semanticDomainAccess.mode === "all" && Object.keys(lockedFilters).length === 0;
  return { lockedFilters, semanticDomainAccess, adHocSql };
}
