import type { Role } from "@/prisma/client/enums";

/** What admins know about a tenant or person: a scalar or a list per name. */
export type AttributeValue = string | number | boolean | readonly (string | number | boolean)[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Somebody of the organization, signed in to the portal. */
export interface OrganizationUser {
  readonly kind: "organization_user";
  readonly organizationId: string;
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly attributes: Attributes;
  /** An ADMIN's session in which no policies hold, and until when (R15); only a portal session can have it. */
  readonly tenancyOff?: TenancyOff;
}

/** A portal session without tenancy. */
export interface TenancyOff {
  readonly sessionId: string;
  readonly until: Date;
}

/** Somebody of one tenant, signed in to the portal. */
export interface TenantUser {
  readonly kind: "tenant_user";
  readonly organizationId: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: "VIEWER" | "POWER_USER";
  readonly attributes: Attributes;
}

/** The bearer of an embed token. Without a tenant it is a tenant actor of no tenant: nothing opens by default. */
export interface EmbedViewer {
  readonly kind: "embed_viewer";
  readonly organizationId: string;
  readonly projectId: string;
  readonly embedSessionId: string;
  readonly tenantId: string | null;
  /** The person a project token speaks for; null for a dashboard token. */
  readonly userId: string | null;
  readonly email: string | null;
  readonly displayName: string;
  /** Never ADMIN (R08): an admin's token acts as an AUTHOR without the override. */
  readonly role: "VIEWER" | "POWER_USER" | "AUTHOR";
  readonly attributes: Attributes;
  /** A dashboard token's only dashboard. */
  readonly dashboardId: string | null;
  /** White list of a project token; empty means whatever the person may see. */
  readonly dashboardIds: readonly string[];
  readonly allowEdit: boolean;
}

/** A program with an API key; never stronger than its creator is now. */
export interface ApiClient {
  readonly kind: "api_client";
  readonly organizationId: string;
  readonly apiKeyId: string;
  readonly createdById: string;
  readonly displayName: string;
  readonly role: Role;
  readonly scopes: readonly string[];
}

/** An identity provider that provisions people and groups of one home (SCIM 2.0), and does nothing else. */
export interface ScimClient {
  readonly kind: "scim_client";
  readonly organizationId: string;
  /** The tenant whose people these are; null for the organization's own, never those of its tenants. */
  readonly tenantId: string | null;
  readonly scimTokenId: string;
  /** The admin who answers for the token, as long as they are one; takes over dashboards that lose their owner. */
  readonly createdById: string | null;
  readonly displayName: string;
  /** Its own ceiling, and that of the people it makes (R17); what it may do at all, `can` says. */
  readonly role: "VIEWER" | "POWER_USER";
}

/** Whoever is behind a request. Every command and query takes one first. */
export type Actor = OrganizationUser | TenantUser | EmbedViewer | ApiClient | ScimClient;

/** The one tenant that this actor belongs to and may see, or null for the organization's own. */
export function tenantOf(actor: Actor): string | null {
  return actor.kind === "organization_user" || actor.kind === "api_client" ? null : actor.tenantId;
}

/** Whether the actor must be kept to a tenant's view of the world; an embed token without a tenant is, too. */
export function isTenantActor(actor: Actor): boolean {
  return (
    actor.kind === "tenant_user" ||
    (actor.kind === "scim_client" && actor.tenantId !== null) ||
    (actor.kind === "embed_viewer" && (actor.tenantId !== null || actor.userId === null))
  );
}

/**
 * Whether the actor is an ADMIN in a session without tenancy (R15). What such an actor reads is for their eyes alone:
 * whoever keeps, shares or hands on rows asks this first.
 */
export function isTenancyOff(actor: Actor): boolean {
  return actor.kind === "organization_user" && actor.tenancyOff !== undefined;
}

/** The person behind the actor, if it is one: whose grants, groups and assignments count. */
export function userOf(actor: Actor): string | null {
  return actor.kind === "api_client" || actor.kind === "scim_client" ? null : actor.userId;
}
