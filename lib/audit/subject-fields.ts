import type { Prisma } from "@/prisma/client/client";

/*
 * What is selected is named column by column: hashes, ciphertexts and whatever is added to a table later stay out.
 */
export const userFields = {
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

export const sessionFields = {
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

export const shareFields = {
  id: true,
  dashboardId: true,
  dashboard: { select: { title: true } },
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

export const assignmentFields = {
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

export const embedSessionFields = {
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

export const dashboardFields = {
  id: true,
  projectId: true,
  tenantId: true,
  title: true,
  createdById: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.DashboardSelect;

export const apiKeyFields = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const satisfies Prisma.ApiKeySelect;

export const tenantFields = {
  id: true,
  key: true,
  name: true,
  attributes: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.TenantSelect;

export const groupFields = {
  id: true,
  name: true,
  description: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.GroupSelect;

/** Who was asked to come, and by whom. */
export const inviteFields = {
  id: true,
  tenantId: true,
  email: true,
  role: true,
  displayName: true,
  attributes: true,
  invitedById: true,
  createdAt: true,
  sentAt: true,
  expiresAt: true,
} as const satisfies Prisma.InviteSelect;

export const passwordResetFields = {
  id: true,
  createdAt: true,
  expiresAt: true,
} as const satisfies Prisma.PasswordResetSelect;

export const importFields = {
  id: true,
  kind: true,
  invites: true,
  startedById: true,
  total: true,
  done: true,
  failed: true,
  createdAt: true,
  cancelledAt: true,
  finishedAt: true,
  stopReason: true,
} as const satisfies Prisma.ImportSelect;

export const importLineFields = {
  id: true,
  importId: true,
  import: { select: { kind: true, createdAt: true } },
  line: true,
  subject: true,
  message: true,
} as const satisfies Prisma.ImportLineSelect;

export const domainGrantFields = {
  id: true,
  domainId: true,
  domain: { select: { name: true } },
  scope: true,
  userId: true,
  groupId: true,
  tenantId: true,
  grantedById: true,
  createdAt: true,
} as const satisfies Prisma.DomainGrantSelect;

export const draftFields = {
  id: true,
  dashboardId: true,
  dashboard: { select: { title: true } },
  userId: true,
  baseVersion: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.DashboardDraftSelect;

export const versionFields = {
  id: true,
  dashboardId: true,
  number: true,
  note: true,
  createdAt: true,
} as const satisfies Prisma.DashboardVersionSelect;

export const scimTokenFields = {
  id: true,
  tenantId: true,
  name: true,
  role: true,
  createdById: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const satisfies Prisma.ScimTokenSelect;

export const identityProviderFields = {
  id: true,
  name: true,
  issuer: true,
  clientId: true,
  autoCreate: true,
  disabledAt: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.IdentityProviderSelect;

export const trustedDatasetFields = {
  id: true,
  connectionId: true,
  name: true,
  updatedAt: true,
} as const satisfies Prisma.DatasetSelect;
