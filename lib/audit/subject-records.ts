import { database } from "@/lib/database";
import type { Prisma } from "@/prisma/client/client";

/** One line of a subject's export. */
export type SubjectRecord = { readonly record: string } & Readonly<Record<string, unknown>>;

/** Whose records are wanted. */
export type Subject = { readonly organizationId: string } & (
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "tenant"; readonly tenantId: string }
);

interface Page {
  readonly where: { readonly id: { readonly gt: string } };
  readonly orderBy: { readonly id: "asc" };
  readonly take: number;
}

type Load = (page: Page) => Promise<readonly { readonly id: string }[]>;

const pageSize = 500;
const lowestId = "00000000-0000-0000-0000-000000000000";

/*
 * What is selected is named column by column: hashes, ciphertexts and whatever is added to a table later stay out.
 */
const userFields = {
  id: true,
  tenantId: true,
  email: true,
  displayName: true,
  role: true,
  attributes: true,
  externalId: true,
  givenName: true,
  familyName: true,
  disabledAt: true,
  lastSignedInAt: true,
  createdAt: true,
  updatedAt: true,
  identities: { select: { providerId: true, subject: true, createdAt: true, lastUsedAt: true } },
  memberships: { select: { addedAt: true, group: { select: { id: true, name: true } } } },
  dashboardUses: { select: { dashboardId: true, usedAt: true } },
} as const satisfies Prisma.UserSelect;

const sessionFields = {
  id: true,
  userId: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  revokedAt: true,
  tenancyOffUntil: true,
  address: true,
  userAgent: true,
} as const satisfies Prisma.SessionSelect;

const shareFields = {
  id: true,
  dashboardId: true,
  scope: true,
  userId: true,
  groupId: true,
  tenantId: true,
  level: true,
  expiresAt: true,
  grantedById: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.ShareSelect;

const assignmentFields = {
  id: true,
  kind: true,
  tenantId: true,
  groupId: true,
  userId: true,
  parameters: true,
  createdAt: true,
  updatedAt: true,
  policy: { select: { id: true, name: true } },
} as const satisfies Prisma.AssignmentSelect;

const embedSessionFields = {
  id: true,
  projectId: true,
  kind: true,
  dashboardId: true,
  tenantId: true,
  userId: true,
  params: true,
  createdAt: true,
  expiresAt: true,
  endsAt: true,
  revokedAt: true,
} as const satisfies Prisma.EmbedSessionSelect;

const dashboardFields = {
  id: true,
  projectId: true,
  tenantId: true,
  title: true,
  createdById: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.DashboardSelect;

const apiKeyFields = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const satisfies Prisma.ApiKeySelect;

const tenantFields = {
  id: true,
  key: true,
  name: true,
  attributes: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.TenantSelect;

const groupFields = {
  id: true,
  name: true,
  description: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.GroupSelect;

/**
 * Everything the metadata holds of a person or a tenant but its events, record by record and in bounded memory. No secret,
 * hash or ciphertext is in it. Deleted subjects have no records left.
 */
export async function* subjectRecords(subject: Subject): AsyncGenerator<SubjectRecord, void, undefined> {
  for (const [record, load] of Object.entries(subject.kind === "user" ? ofUser(subject) : ofTenant(subject))) {
    for await (const row of rowsOf(load)) yield { record, ...row };
  }
}

function ofUser({ organizationId, userId }: Subject & { kind: "user" }): Record<string, Load> {
  const own = { organizationId, userId };
  return {
    user: ({ where, ...page }) =>
      database.user.findMany({ where: { AND: [where, { id: userId, organizationId }] }, ...page, select: userFields }),
    session: ({ where, ...page }) =>
      database.session.findMany({ where: { ...where, ...own }, ...page, select: sessionFields }),
    share: ({ where, ...page }) =>
      database.share.findMany({
        where: { ...where, organizationId, OR: [{ userId }, { grantedById: userId }] },
        ...page,
        select: shareFields,
      }),
    assignment: ({ where, ...page }) =>
      database.assignment.findMany({ where: { ...where, ...own }, ...page, select: assignmentFields }),
    embed_session: ({ where, ...page }) =>
      database.embedSession.findMany({ where: { ...where, ...own }, ...page, select: embedSessionFields }),
    dashboard: ({ where, ...page }) =>
      database.dashboard.findMany({
        where: { ...where, organizationId, createdById: userId },
        ...page,
        select: dashboardFields,
      }),
    api_key: ({ where, ...page }) =>
      database.apiKey.findMany({
        where: { ...where, organizationId, createdById: userId },
        ...page,
        select: apiKeyFields,
      }),
  };
}

function ofTenant({ organizationId, tenantId }: Subject & { kind: "tenant" }): Record<string, Load> {
  const own = { organizationId, tenantId };
  const ofItsPeople = { organizationId, user: { tenantId } };
  return {
    tenant: ({ where, ...page }) =>
      database.tenant.findMany({
        where: { AND: [where, { id: tenantId, organizationId }] },
        ...page,
        select: tenantFields,
      }),
    user: ({ where, ...page }) => database.user.findMany({ where: { ...where, ...own }, ...page, select: userFields }),
    group: ({ where, ...page }) =>
      database.group.findMany({ where: { ...where, ...own }, ...page, select: groupFields }),
    session: ({ where, ...page }) =>
      database.session.findMany({ where: { ...where, ...ofItsPeople }, ...page, select: sessionFields }),
    share: ({ where, ...page }) =>
      database.share.findMany({
        where: { ...where, organizationId, OR: [{ tenantId }, { subjectHomeId: tenantId }] },
        ...page,
        select: shareFields,
      }),
    assignment: ({ where, ...page }) =>
      database.assignment.findMany({
        where: { ...where, organizationId, OR: [{ tenantId }, { group: { tenantId } }, { user: { tenantId } }] },
        ...page,
        select: assignmentFields,
      }),
    embed_session: ({ where, ...page }) =>
      database.embedSession.findMany({ where: { ...where, ...own }, ...page, select: embedSessionFields }),
    dashboard: ({ where, ...page }) =>
      database.dashboard.findMany({ where: { ...where, ...own }, ...page, select: dashboardFields }),
  };
}

async function* rowsOf(load: Load) {
  let last: string | undefined = lowestId;
  while (last) {
    const rows: Awaited<ReturnType<Load>> = await load({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: pageSize,
    });
    yield* rows;
    last = rows.length === pageSize ? rows.at(-1)?.id : undefined;
  }
}
