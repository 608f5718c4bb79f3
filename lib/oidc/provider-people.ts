import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { Prisma } from "@/prisma/client/client";
import { claimMappingSchema } from "./identity-provider-schema";
import { type NewPerson, newPersonOf, roleInHome } from "./new-person";
import type { ProviderRow } from "./provider-row";
import type { ProvenIdentity } from "./redeem-code";
import { Refused } from "./refused";

/**
 * The person who is linked to a subject of this provider, or null. Nothing of theirs is changed: not role, not home, not
 * groups, whatever the provider says today (R17).
 *
 * @throws Refused when a tenant's provider stands for somebody of another home
 */
export async function findPerson(provider: ProviderRow, subject: string): Promise<string | null> {
  const where = { providerId_subject: { providerId: provider.id, subject } };
  const identity = await database.userIdentity.findUnique({
    where,
    select: { userId: true, user: { select: { tenantId: true, organizationId: true } } },
  });
  if (!identity) return null;
  const { tenantId, organizationId } = identity.user;
  const isOwn = provider.tenantId === null || provider.tenantId === tenantId;
  if (!isOwn || organizationId !== provider.organizationId) throw new Refused("foreign_home");
  await database.userIdentity.update({ where, data: { lastUsedAt: now() }, select: { id: true } });
  return identity.userId;
}

/**
 * Makes the person of a subject that is new, where the provider may, with the home, role and groups that its mapping
 * gives. Somebody who is there already is never taken over: an e-mail that the home has refuses (R17).
 *
 * @throws Refused
 */
export async function createPerson(provider: ProviderRow, identity: ProvenIdentity): Promise<string> {
  if (!provider.autoCreate) throw new Refused("unknown_person");
  const person = newPersonOf(await identity.claims(), claimMappingSchema.parse(provider.claimMapping));
  if (typeof person === "string") throw new Refused(person);
  try {
    return await database.$transaction((tx) => insertPerson(tx, provider, identity.subject, person));
  } catch (error) {
    const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    throw taken ? new Refused("email_taken") : error;
  }
}

async function insertPerson(
  transaction: Transaction,
  provider: ProviderRow,
  subject: string,
  person: NewPerson,
): Promise<string> {
  const { organizationId } = provider;
  const tenantId = provider.tenantId ?? (await tenantOfKey(transaction, organizationId, person.tenantKey));
  const homeId = tenantId ?? organizationId;
  const { email, displayName } = person;
  const role = roleInHome(person.role, tenantId);
  const user = await transaction.user.create({
    data: { organizationId, tenantId, homeId, email, displayName, role },
    select: userActorFields,
  });
  await transaction.userIdentity.create({
    data: { organizationId, providerId: provider.id, userId: user.id, subject, lastUsedAt: now() },
    select: { id: true },
  });
  await joinGroups(transaction, { userId: user.id, homeId, groupIds: person.groupIds });
  await recordAuditEvent(transaction, userActor(user), {
    action: "user.created",
    tenantId,
    targetId: user.id,
    targetName: displayName,
    details: { role, through: "identity provider", providerId: provider.id, groupIds: [...person.groupIds] },
  });
  return user.id;
}

async function tenantOfKey(transaction: Transaction, organizationId: string, key: string | null) {
  if (key === null) return null;
  const where = { organizationId_key: { organizationId, key } };
  const tenant = await transaction.tenant.findUnique({ where, select: { id: true } });
  if (!tenant) throw new Refused("tenant_unknown");
  return tenant.id;
}

interface Joining {
  readonly userId: string;
  readonly homeId: string;
  readonly groupIds: readonly string[];
}

/** One group of another home, or one that a policy is assigned to, refuses them all (R16). */
async function joinGroups(transaction: Transaction, { userId, homeId, groupIds }: Joining): Promise<void> {
  if (groupIds.length === 0) return;
  const ids = Prisma.join(groupIds.map((id) => Prisma.sql`${id}::uuid`));
  // Locked, so that no policy is assigned between what is looked at here and what is written.
  await transaction.$queryRaw`SELECT 1 FROM groups WHERE id IN (${ids}) ORDER BY id FOR UPDATE`;
  const count = await transaction.group.count({
    where: { id: { in: [...groupIds] }, homeId, assignments: { none: {} } },
  });
  if (count < groupIds.length) throw new Refused("group_not_allowed");
  await transaction.groupMember.createMany({ data: groupIds.map((groupId) => ({ groupId, userId, homeId })) });
}
