import { forbidden } from "@/lib/audit/note-refusal";
import type { Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { type ShareReach, shareIsKnown } from "./share-reach";
import type { Grant } from "./share-schema";

/** Scope and id, as a share's input has them. */
export type SubjectInput = Without<Grant, "level" | "expiresAt">;
type Without<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;

/** Whom a share is for, with the columns that say so in its row. */
export interface Subject {
  readonly name: string;
  /** Null for the organization's own people and for the two "everyone" scopes. */
  readonly tenantId: string | null;
  readonly row: {
    readonly scope: SubjectInput["scope"];
    readonly userId: string | null;
    readonly groupId: string | null;
    readonly tenantId: string | null;
    readonly subjectId: string;
    readonly subjectHomeId: string;
  };
}

interface Found {
  readonly id: string;
  readonly homeId: string;
  readonly tenantId: string | null;
  readonly name: string;
}

/**
 * Finds whom to share with among those whom the actor may know. A subject out of reach and one that does not exist
 * are the same `not_found`.
 *
 * @throws DomainError `not_found`, `forbidden` for an "everyone" scope that is not the actor's to use
 */
export async function findSubject(
  transaction: Transaction,
  actor: Actor,
  reach: ShareReach,
  share: SubjectInput,
): Promise<Subject> {
  const { scope } = share;
  if (!reach.scopes.includes(scope))
    throw forbidden(actor, `dashboard:share with ${scope}`, "You may not share this dashboard that widely");
  const found = await lookUp(transaction, actor, share);
  if (!found || !shareIsKnown(reach, { scope, subjectHomeId: found.homeId })) throw notFound(nounOf[scope]);
  return {
    name: found.name,
    tenantId: found.tenantId,
    row: {
      scope,
      userId: scope === "USER" ? found.id : null,
      groupId: scope === "GROUP" ? found.id : null,
      tenantId: scope === "TENANT" ? found.id : null,
      subjectId: found.id,
      subjectHomeId: found.homeId,
    },
  };
}

const nounOf = {
  USER: "User",
  GROUP: "Group",
  TENANT: "Tenant",
  ALL_TENANTS: "Organization",
  ALL_ORGANIZATION_USERS: "Organization",
} as const;

/** What the two "everyone" scopes are called where names stand. */
export const everyoneNames = {
  ALL_TENANTS: "All tenants",
  ALL_ORGANIZATION_USERS: "Everyone in the organization",
} as const;

async function lookUp(transaction: Transaction, { organizationId }: Actor, share: SubjectInput): Promise<Found | null> {
  switch (share.scope) {
    case "USER": {
      const select = { id: true, homeId: true, tenantId: true, displayName: true };
      const user = await transaction.user.findFirst({ where: { id: share.userId, organizationId }, select });
      return user && { ...user, name: user.displayName };
    }
    case "GROUP": {
      const select = { id: true, homeId: true, tenantId: true, name: true };
      return transaction.group.findFirst({ where: { id: share.groupId, organizationId }, select });
    }
    case "TENANT": {
      const select = { id: true, name: true };
      const tenant = await transaction.tenant.findFirst({ where: { id: share.tenantId, organizationId }, select });
      return tenant && { ...tenant, homeId: tenant.id, tenantId: tenant.id };
    }
    default:
      return { id: organizationId, homeId: organizationId, tenantId: null, name: everyoneNames[share.scope] };
  }
}
