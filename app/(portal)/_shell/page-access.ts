import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Permission } from "@/lib/authorization/permissions";
import { requirePermission } from "@/lib/authorization/require-permission";
import { DomainError } from "@/lib/errors";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import { findPortalActor } from "@/lib/identity/current-actor";

export type PortalActor = OrganizationUser | TenantUser;

/**
 * The actor of a page. Without a session it leads to sign-in and back; what the role may not use does not exist.
 * Lib decides again: this only picks the page to show.
 */
export async function requirePageActor(permission?: Permission): Promise<PortalActor> {
  const actor = await findPortalActor();
  if (!actor) {
    const address = (await headers()).get("x-address") ?? "/";
    redirect(address === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(address)}`);
  }
  if (permission) await orNotFound(mayUse(actor, permission));
  return actor;
}

/** A page that is out of reach is a refusal like any other, and noted in the audit. */
async function mayUse(actor: PortalActor, permission: Permission): Promise<void> {
  requirePermission(actor, permission);
}

/** What was not found, or may not be known to exist, becomes the not-found page. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && (error.code === "not_found" || error.code === "forbidden")) notFound();
    throw error;
  }
}
