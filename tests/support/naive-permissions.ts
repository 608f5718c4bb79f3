import { levelActions, roleAllows } from "@/lib/authorization/permissions";
import { type LevelFacts, levelOnDashboard } from "@/lib/dashboards/dashboard-level";
import type { AccessLevel, Role } from "@/prisma/client/enums";

export interface MayQuestion {
  readonly facts: LevelFacts;
  readonly action: "view" | "edit" | "share" | "delete";
}

export const allRoles: readonly Role[] = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN"];
export const allLevels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];
export const allActions = ["view", "edit", "share", "delete"] as const;

/** The least level of each action. */
const needed = { view: "VIEWER", edit: "EDITOR", share: "CONTRIBUTOR", delete: "OWNER" } as const;

/**
 * May this person do that? The rule a second time, as slowly and plainly as the product's tables say it, sharing nothing
 * with what it is compared with.
 */
export function naivelyMay({ facts, action }: MayQuestion): boolean {
  const { role, grants, personTenantId, homeTenantId, reachesSeveralTenants } = facts;
  const ofTenant = personTenantId !== null;
  const atHomeInOrganization = homeTenantId === null;
  if (ofTenant && !atHomeInOrganization && personTenantId !== homeTenantId) return false;
  const levels: AccessLevel[] = role === "ADMIN" ? ["OWNER"] : [...grants];
  return levels.some((level) => {
    if (allLevels.indexOf(level) < allLevels.indexOf(needed[action])) return false;
    if (action === "view") return true;
    if (role === "VIEWER") return false;
    if (!ofTenant || !atHomeInOrganization) return true;
    return action !== "delete" && !reachesSeveralTenants;
  });
}

/** What the product's pure functions say to the same question. */
export function productMay({ facts, action }: MayQuestion): boolean {
  const level = levelOnDashboard(facts);
  return level !== null && levelActions[level].includes(action) && roleAllows(facts.role, `dashboard:${action}`);
}
