import { database } from "@/lib/database";
import {
  apiKeyFields,
  assignmentFields,
  dashboardFields,
  domainGrantFields,
  draftFields,
  embedSessionFields,
  groupFields,
  identityProviderFields,
  importFields,
  importLineFields,
  inviteFields,
  passwordResetFields,
  scimTokenFields,
  sessionFields,
  shareFields,
  tenantFields,
  trustedDatasetFields,
  userFields,
  versionFields,
} from "./subject-fields";

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
    password_reset: ({ where, ...page }) =>
      database.passwordReset.findMany({ where: { ...where, ...own }, ...page, select: passwordResetFields }),
    invite: async ({ where, ...page }) =>
      database.invite.findMany({
        where: { ...where, organizationId, OR: [{ invitedById: userId }, ...(await addressesOf(own)).map(toInvite)] },
        ...page,
        select: inviteFields,
      }),
    import: ({ where, ...page }) =>
      database.import.findMany({
        where: { ...where, organizationId, startedById: userId },
        ...page,
        select: importFields,
      }),
    import_line: async ({ where, ...page }) =>
      database.importLine.findMany({
        where: { ...where, import: { organizationId }, OR: (await addressesOf(own)).map(toLine) },
        ...page,
        select: importLineFields,
      }),
    domain_grant: ({ where, ...page }) =>
      database.domainGrant.findMany({
        where: { ...where, organizationId, OR: [{ userId }, { grantedById: userId }] },
        ...page,
        select: domainGrantFields,
      }),
    draft: ({ where, ...page }) =>
      database.dashboardDraft.findMany({ where: { ...where, ...own }, ...page, select: draftFields }),
    version: ({ where, ...page }) =>
      database.dashboardVersion.findMany({
        where: { ...where, createdById: userId, dashboard: { organizationId } },
        ...page,
        select: versionFields,
      }),
    trusted_dataset: ({ where, ...page }) =>
      database.dataset.findMany({
        where: { ...where, organizationId, trustedById: userId },
        ...page,
        select: trustedDatasetFields,
      }),
    scim_token: ({ where, ...page }) =>
      database.scimToken.findMany({
        where: { ...where, organizationId, createdById: userId },
        ...page,
        select: scimTokenFields,
      }),
  };
}

/**
 * Under which files and invites know a person before they are one: their address in their own home, where it is theirs
 * alone. Another home's person of the same address is somebody else. None of somebody who was deleted.
 */
function addressesOf({ organizationId, userId }: { organizationId: string; userId: string }) {
  const select = { email: true, homeId: true, tenantId: true } as const;
  return database.user.findMany({ where: { id: userId, organizationId }, select });
}

type Address = Awaited<ReturnType<typeof addressesOf>>[number];

const toInvite = ({ email, homeId }: Address) => ({ email, homeId });
const toLine = ({ email, tenantId }: Address) => ({ subject: email, tenantId });

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
    draft: ({ where, ...page }) =>
      database.dashboardDraft.findMany({
        where: { ...where, organizationId, OR: [{ dashboard: { tenantId } }, { user: { tenantId } }] },
        ...page,
        select: draftFields,
      }),
    version: ({ where, ...page }) =>
      database.dashboardVersion.findMany({
        where: { ...where, dashboard: own },
        ...page,
        select: versionFields,
      }),
    password_reset: ({ where, ...page }) =>
      database.passwordReset.findMany({ where: { ...where, ...ofItsPeople }, ...page, select: passwordResetFields }),
    invite: ({ where, ...page }) =>
      database.invite.findMany({ where: { ...where, ...own }, ...page, select: inviteFields }),
    import_line: ({ where, ...page }) =>
      database.importLine.findMany({
        where: { ...where, tenantId, import: { organizationId } },
        ...page,
        select: importLineFields,
      }),
    domain_grant: ({ where, ...page }) =>
      database.domainGrant.findMany({
        where: { ...where, organizationId, OR: [{ tenantId }, { group: { tenantId } }, { user: { tenantId } }] },
        ...page,
        select: domainGrantFields,
      }),
    identity_provider: ({ where, ...page }) =>
      database.identityProvider.findMany({ where: { ...where, ...own }, ...page, select: identityProviderFields }),
    scim_token: ({ where, ...page }) =>
      database.scimToken.findMany({ where: { ...where, ...own }, ...page, select: scimTokenFields }),
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
