import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { type Actor, userOf } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import type { DomainGrantInput, DomainGrantView } from "./domain-schema";

export const grantViewFields = {
  scope: true,
  userId: true,
  groupId: true,
  tenantId: true,
  user: { select: { displayName: true } },
  group: { select: { name: true } },
  tenant: { select: { name: true } },
} as const satisfies Prisma.DomainGrantSelect;

type GrantRow = Prisma.DomainGrantGetPayload<{ select: typeof grantViewFields }>;

/** A grant as those who manage domains see it. */
export function toGrantView({ scope, userId, groupId, tenantId, user, group, tenant }: GrantRow): DomainGrantView {
  const everyone = scope === "ALL_TENANTS" ? "All tenants" : "Everyone in the organization";
  return {
    scope,
    subjectId: userId ?? groupId ?? tenantId,
    subjectName: user?.displayName ?? group?.name ?? tenant?.name ?? everyone,
  };
}

interface GrantedDomain {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
}

/**
 * Makes the grants of a domain exactly these, with an event for each that came or went: one that is about a tenant is
 * that tenant's own (R25).
 *
 * @throws DomainError `not_found` for a user, group or tenant that is not the organization's
 */
export async function saveGrants(
  transaction: Transaction,
  actor: Actor,
  domain: GrantedDomain,
  grants: readonly DomainGrantInput[],
): Promise<void> {
  const { organizationId } = actor;
  const wanted = new Map<string, Subject>();
  for (const grant of grants) {
    const subject = await findSubject(transaction, organizationId, grant);
    wanted.set(`${subject.scope} ${subject.subjectId}`, subject);
  }
  const select = { id: true, scope: true, subjectId: true, tenantId: true, ...subjectTenants } as const;
  const existing = await transaction.domainGrant.findMany({ where: { domainId: domain.id, organizationId }, select });
  const keyOf = ({ scope, subjectId }: { scope: string; subjectId: string }) => `${scope} ${subjectId}`;
  const known = new Set(existing.map(keyOf));
  const gone = existing.filter((grant) => !wanted.has(keyOf(grant)));
  const added = [...wanted].filter(([key]) => !known.has(key)).map(([, subject]) => subject);
  await transaction.domainGrant.deleteMany({ where: { id: { in: gone.map(({ id }) => id) }, organizationId } });
  await transaction.domainGrant.createMany({
    data: added.map(({ homeTenantId: _, ...subject }) => ({
      ...subject,
      organizationId,
      domainId: domain.id,
      grantedById: userOf(actor),
    })),
  });
  const record = (action: "domain.granted" | "domain.grant_removed", subject: RecordedSubject) =>
    recordAuditEvent(transaction, actor, {
      action,
      tenantId: subject.homeTenantId,
      projectId: domain.projectId,
      targetId: domain.id,
      targetName: domain.name,
      details: { scope: subject.scope, subjectId: subject.subjectId },
    });
  for (const subject of added) await record("domain.granted", subject);
  for (const { tenantId, user, group, ...subject } of gone) {
    const homeTenantId = tenantId ?? user?.tenantId ?? group?.tenantId ?? null;
    await record("domain.grant_removed", { ...subject, homeTenantId });
  }
}

const subjectTenants = {
  user: { select: { tenantId: true } },
  group: { select: { tenantId: true } },
} as const satisfies Prisma.DomainGrantSelect;

interface RecordedSubject {
  readonly scope: DomainGrantInput["scope"];
  readonly subjectId: string;
  /** Whose event it is; null for the organization's own. */
  readonly homeTenantId: string | null;
}

interface Subject extends RecordedSubject {
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly tenantId: string | null;
}

async function findSubject(
  transaction: Transaction,
  organizationId: string,
  grant: DomainGrantInput,
): Promise<Subject> {
  const { scope } = grant;
  const nobody = { scope, userId: null, groupId: null, tenantId: null };
  const select = { id: true, tenantId: true } as const;
  switch (grant.scope) {
    case "USER": {
      const user = await transaction.user.findFirst({ where: { id: grant.userId, organizationId }, select });
      if (!user) throw notFound("User");
      return { ...nobody, userId: user.id, subjectId: user.id, homeTenantId: user.tenantId };
    }
    case "GROUP": {
      const group = await transaction.group.findFirst({ where: { id: grant.groupId, organizationId }, select });
      if (!group) throw notFound("Group");
      return { ...nobody, groupId: group.id, subjectId: group.id, homeTenantId: group.tenantId };
    }
    case "TENANT": {
      const where = { id: grant.tenantId, organizationId };
      const tenant = await transaction.tenant.findFirst({ where, select: { id: true } });
      if (!tenant) throw notFound("Tenant");
      return { ...nobody, tenantId: tenant.id, subjectId: tenant.id, homeTenantId: tenant.id };
    }
    default:
      return { ...nobody, subjectId: organizationId, homeTenantId: null };
  }
}
