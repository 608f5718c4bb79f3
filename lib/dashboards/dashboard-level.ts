import { effectiveLevel, levelRank } from "@/lib/authorization/permissions";
import type { AccessLevel, Role } from "@/prisma/client/enums";

/** What decides a person's level on one dashboard. */
export interface LevelFacts {
  readonly role: Role;
  /** Levels of the shares that reach this person and have not ended. */
  readonly grants: readonly AccessLevel[];
  /** The person's tenant; null for the organization's own people. */
  readonly personTenantId: string | null;
  /** The dashboard's home; null for the organization. */
  readonly homeTenantId: string | null;
  /** Whether live shares reach more than one tenant, all tenants at once included. */
  readonly reachesSeveralTenants: boolean;
}

/**
 * The level somebody has on a dashboard: the highest grant under the role's ceiling. A tenant's people never own what
 * is at home in the organization, and only look at it once it reaches a second tenant: their edits would show there (R19).
 */
export function levelOnDashboard(facts: LevelFacts): AccessLevel | null {
  const { role, grants, personTenantId, homeTenantId, reachesSeveralTenants } = facts;
  // The database's constraints keep such a share from existing; that it would not count either costs nothing.
  if (personTenantId !== null && homeTenantId !== null && personTenantId !== homeTenantId) return null;
  const level = effectiveLevel(role, grants, false);
  if (!level || personTenantId === null || homeTenantId !== null) return level;
  return lowerLevel(level, reachesSeveralTenants ? "VIEWER" : "CONTRIBUTOR");
}

/** Why somebody has less than the highest level given to them; null when they have it. */
export function capOfLevel(facts: LevelFacts): "ROLE" | "TENANT" | "SEVERAL_TENANTS" | null {
  const level = levelOnDashboard(facts);
  const uncapped = effectiveLevel("AUTHOR", facts.grants, false);
  if (!level || !uncapped || levelRank(level) >= levelRank(uncapped)) return null;
  if (facts.role === "VIEWER") return "ROLE";
  return facts.reachesSeveralTenants ? "SEVERAL_TENANTS" : "TENANT";
}

/** The facts about a dashboard token that decide what it opens. */
export interface TokenFacts {
  readonly tokenTenantId: string | null;
  readonly allowEdit: boolean;
  readonly homeTenantId: string | null;
  /** Whether a tenant share or an all-tenants share reaches the token's tenant. */
  readonly sharedWithTenant: boolean;
  readonly reachesSeveralTenants: boolean;
}

/**
 * The level of a dashboard token on its dashboard. A tenant's dashboard opens for that tenant alone, an
 * organization's for tenants it is shared with (R05); editing ends where a second tenant would see the edits (R19).
 */
export function levelOfDashboardToken(facts: TokenFacts): AccessLevel | null {
  const { tokenTenantId, homeTenantId } = facts;
  if (homeTenantId !== null && homeTenantId !== tokenTenantId) return null;
  if (homeTenantId === null && tokenTenantId !== null && !facts.sharedWithTenant) return null;
  if (!facts.allowEdit) return "VIEWER";
  return homeTenantId === null && facts.reachesSeveralTenants ? "VIEWER" : "EDITOR";
}

/** The lower of two levels. */
export function lowerLevel(one: AccessLevel, other: AccessLevel): AccessLevel {
  return levelRank(one) <= levelRank(other) ? one : other;
}
