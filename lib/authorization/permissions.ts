import type { AccessLevel, Role } from "@/prisma/client/enums";

const everybody = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN"] as const;
const builders = ["POWER_USER", "AUTHOR", "ADMIN"] as const;
const authors = ["AUTHOR", "ADMIN"] as const;
const admins = ["ADMIN"] as const;
const nobody = [] as const;

/**
 * The role ceiling: which roles may do what at all. Where it also depends on whose object it is (own tenant, own
 * dashboard), the command narrows further. The only place that knows roles, with `levelActions` below.
 */
export const rolePermissions = {
  "project:read": everybody,
  "project:create": admins,
  "project:update": admins,
  "project:delete": admins,
  "project:secret": admins,
  "tenant:read": authors,
  "tenant:create": admins,
  "tenant:update": admins,
  "tenant:delete": admins,
  "user:read": admins,
  "user:create": admins,
  "user:update": admins,
  "user:delete": admins,
  // An identity provider's, whose reach is its home; no role has it.
  "user:provision": nobody,
  "group:read": builders,
  "group:create": builders,
  "group:update": builders,
  "group:delete": builders,
  "connection:use": builders,
  "connection:read": admins,
  "connection:create": admins,
  "connection:update": admins,
  "connection:delete": admins,
  "policy:read": admins,
  "policy:create": admins,
  "policy:update": admins,
  "policy:delete": admins,
  "assignment:read": admins,
  "assignment:create": admins,
  "assignment:delete": admins,
  "domain:read": everybody,
  "domain:create": authors,
  "domain:update": authors,
  "domain:delete": authors,
  "dataset:read": authors,
  "dataset:create": authors,
  "dataset:update": authors,
  "dataset:delete": authors,
  "dataset:trust": admins,
  "dashboard:view": everybody,
  "dashboard:create": builders,
  "dashboard:edit": builders,
  "dashboard:share": builders,
  "dashboard:delete": builders,
  "dashboard:secret": admins,
  "access_review:read": admins,
  "api_key:read": admins,
  "api_key:create": admins,
  "api_key:delete": admins,
  "signing_key:read": admins,
  "signing_key:rotate": admins,
  "attribute:read": admins,
  "attribute:create": admins,
  "attribute:update": admins,
  "attribute:delete": admins,
  "account:manage": everybody,
  "identity_provider:read": admins,
  "identity_provider:create": admins,
  "identity_provider:update": admins,
  "identity_provider:delete": admins,
  "scim_token:read": admins,
  "scim_token:create": admins,
  "scim_token:delete": admins,
  "tenancy:switch_off": admins,
  "audit:read": admins,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof rolePermissions;

export type DashboardAction = "view" | "edit" | "share" | "delete";

/** What each access level allows on one dashboard, before the role's ceiling. */
export const levelActions: Readonly<Record<AccessLevel, readonly DashboardAction[]>> = {
  VIEWER: ["view"],
  EDITOR: ["view", "edit"],
  CONTRIBUTOR: ["view", "edit", "share"],
  OWNER: ["view", "edit", "share", "delete"],
};

const levelOrder: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];

/** Position of a level, VIEWER lowest; what compares two levels. */
export function levelRank(level: AccessLevel): number {
  return levelOrder.indexOf(level);
}

export function roleAllows(role: Role, permission: Permission): boolean {
  return (rolePermissions[permission] as readonly Role[]).includes(role);
}

/** The level a person has: the highest granted, capped by the role; null when nothing was granted. */
export function effectiveLevel(role: Role, grants: readonly AccessLevel[], owns: boolean): AccessLevel | null {
  if (role === "ADMIN" || (owns && role !== "VIEWER")) return "OWNER";
  const highest = owns ? "OWNER" : levelOrder.findLast((level) => grants.includes(level));
  if (!highest) return null;
  return role === "VIEWER" ? "VIEWER" : highest;
}

/** What a person may do on one dashboard: their grants, capped by what their role allows at all. */
export function allowedActions(
  role: Role,
  grants: readonly AccessLevel[],
  owns: boolean,
): ReadonlySet<DashboardAction> {
  const level = effectiveLevel(role, grants, owns);
  return new Set(level ? levelActions[level] : []);
}
