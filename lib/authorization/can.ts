import type { Actor } from "@/lib/identity/actor";
import { type Permission, roleAllows } from "./permissions";

/** What embed tokens may ever do, whoever they speak for (R08). */
const embedPermissions: ReadonlySet<Permission> = new Set([
  "dashboard:view",
  "dashboard:create",
  "dashboard:edit",
  "dashboard:share",
  "dashboard:delete",
  "domain:read",
  "connection:use",
]);

/** What an identity provider may do to the people and groups of its home: nothing that an ADMIN does beside that. */
const scimPermissions: ReadonlySet<Permission> = new Set([
  "user:provision",
  "group:read",
  "group:create",
  "group:update",
  "group:delete",
]);

/** What only a person at the portal, or an identity provider, may do, so that there is no scope for it. */
export const portalPermissions: ReadonlySet<Permission> = new Set([
  "tenancy:switch_off",
  "account:manage",
  "user:provision",
]);

/** The scope an API key needs for a permission: `tenant:create` needs `tenant:write`, `tenant:read` needs itself. */
export function scopeFor(permission: Permission): string {
  const [noun, verb] = permission.split(":");
  return verb === "read" || verb === "view" || verb === "use" ? `${noun}:read` : `${noun}:write`;
}

/** Whether role, kind of credential and scopes allow it at all; whose object it is, the command decides. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "scim_client") return scimPermissions.has(permission);
  if (!roleAllows(actor.role, permission)) return false;
  if (actor.kind === "embed_viewer") return embedPermissions.has(permission);
  if (actor.kind === "api_client")
    return !portalPermissions.has(permission) && actor.scopes.includes(scopeFor(permission));
  return true;
}
