import { levelRank } from "@/lib/authorization/permissions";
import { DomainError } from "@/lib/errors";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";

/** What decides whether a level may be given to a subject at all, whoever gives it. */
export interface GrantFacts {
  readonly scope: ShareScope;
  readonly level: AccessLevel;
  /** The dashboard's home; null for the organization. */
  readonly homeTenantId: string | null;
  /** The subject's tenant; null for the organization's own people. */
  readonly subjectTenantId: string | null;
  readonly expiresAt?: Date | null;
  readonly now: Date;
}

/**
 * Refuses what could never hold: a tenant's dashboard outside the tenant and the organization, a tenant owning what is
 * the organization's (R19), an end in the past.
 *
 * @throws DomainError `invalid_input`
 */
export function requireGrantable(facts: GrantFacts): void {
  const { scope, level, homeTenantId, subjectTenantId, expiresAt } = facts;
  if (expiresAt && expiresAt <= facts.now) throw refused("expiresAt", "The end of a share lies in the future");
  const outside = subjectTenantId !== null && subjectTenantId !== homeTenantId;
  if (homeTenantId !== null && (outside || scope === "ALL_TENANTS")) {
    throw refused("scope", "A tenant's dashboard can be shared inside that tenant and with the organization only");
  }
  if (homeTenantId !== null) return;
  if (scope === "ALL_TENANTS" && level !== "VIEWER") {
    throw refused("level", "All tenants can only view. Make a copy per tenant for more.");
  }
  if (subjectTenantId !== null && level === "OWNER") {
    throw refused("level", "A tenant cannot own a dashboard of the organization. Make a copy for the tenant.");
  }
}

/** Whether somebody of this level may give or take that one. */
export function isWithinLevel(own: AccessLevel, level: AccessLevel): boolean {
  return levelRank(level) <= levelRank(own);
}

function refused(field: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { [field]: message });
}
