import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, type Transaction } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { encryptSecret } from "@/lib/secrets/encrypt-secret";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import type { Prisma } from "@/prisma/client/client";
import type { ParsedCard } from "./card-schema";
import { creatorOf } from "./dashboard-creator";
import { chooseHome } from "./dashboard-home";
import { getDashboard } from "./dashboard-queries";
import { type CreateDashboardInput, createDashboardSchema, type DashboardView } from "./dashboard-schema";
import type { DashboardSettings, DashboardTab } from "./dashboard-settings-schema";
import type { DashboardFilter } from "./filter-schema";
import { keepFilterSources } from "./keep-sources";
import { queryWritingOf } from "./query-writing";
import { requireDomainQueries } from "./require-domain-queries";
import { requireShownSources } from "./require-shown-sources";
import { requireUsableFilters } from "./require-usable-filters";
import { requireUsableInteractions } from "./require-usable-interactions";
import { saveCards } from "./save-cards";
import { writeVersion } from "./write-version";

/**
 * Creates a dashboard with its cards, a secret of its own, its first version, and its creator as OWNER, all or
 * nothing. Its home is for good: a tenant's dashboard never leaves that tenant and the organization.
 *
 * @throws DomainError `forbidden` by role, or when the session is kept to given dashboards; `not_found` for a project,
 * tenant or connection out of reach; `invalid_input`
 */
export async function createDashboard(actor: Actor, input: CreateDashboardInput): Promise<DashboardView> {
  requirePermission(actor, "dashboard:create");
  const { tenantId, ...definition } = parseInput(createDashboardSchema, input);
  const isEmpty = definition.cards.length + definition.filters.length === 0;
  const writing = isEmpty ? "anything" : await queryWritingOf(actor);
  const id = await database.$transaction(async (transaction) => {
    if (writing === "domains") await requireDomainQueries(transaction, actor, null, definition);
    const home = await chooseHome(transaction, actor, definition.projectId, tenantId);
    await requireUsableInteractions(actor, transaction, definition, definition);
    return insertDashboard(transaction, actor, { ...definition, tenantId: home });
  });
  return getDashboard(actor, id);
}

/** What a new dashboard holds; the home is decided by then. */
export interface NewDashboard {
  readonly projectId: string;
  readonly tenantId: string | null;
  readonly title: string;
  readonly description: string;
  readonly filters: readonly DashboardFilter[];
  readonly tabs: readonly DashboardTab[];
  readonly settings: DashboardSettings;
  readonly cards: readonly ParsedCard[];
  /** The dashboard it is a copy of, for the audit. */
  readonly copyOf?: string;
}

/** Writes a new dashboard and everything that comes with one; creating and duplicating share it. */
export async function insertDashboard(
  transaction: Transaction,
  actor: Actor,
  { cards, copyOf, filters: given, tabs, ...fields }: NewDashboard,
): Promise<string> {
  const { organizationId } = actor;
  const secret = randomSecret("bh_dash");
  const ownerId = creatorOf(actor);
  const { filters, chosen } = keepFilterSources(actor, given, []);
  await requireShownSources(transaction, actor, fields.projectId, filters);
  const dashboard = await transaction.dashboard.create({
    data: {
      ...fields,
      organizationId,
      homeId: fields.tenantId ?? organizationId,
      filters: filters as unknown as Prisma.InputJsonArray,
      tabs: [...tabs],
      secretCiphertext: encryptSecret("dashboard.secret", secret),
      secretHash: hashSecret(secret),
      createdById: ownerId,
    },
    select: { id: true, projectId: true, homeId: true, tenantId: true, title: true },
  });
  await saveCards(transaction, actor, dashboard, cards);
  await requireUsableFilters(actor, transaction, dashboard.id, chosen);
  if (ownerId) await makeOwner(transaction, actor, dashboard, ownerId);
  await writeVersion(transaction, actor, dashboard.id);
  await recordAuditEvent(transaction, actor, {
    action: "dashboard.created",
    tenantId: dashboard.tenantId,
    projectId: dashboard.projectId,
    targetId: dashboard.id,
    targetName: dashboard.title,
    details: { cards: cards.length, ...(copyOf ? { copyOf } : {}) },
  });
  return dashboard.id;
}

/** A person out of the organization cannot own anything in it. */
async function makeOwner(
  transaction: Transaction,
  { organizationId }: Actor,
  dashboard: { id: string; homeId: string },
  userId: string,
): Promise<void> {
  const owner = await transaction.user.findFirst({ where: { id: userId, organizationId }, select: { homeId: true } });
  if (!owner) throw notFound("User");
  await transaction.share.create({
    data: {
      organizationId,
      dashboardId: dashboard.id,
      dashboardHomeId: dashboard.homeId,
      scope: "USER",
      userId,
      subjectId: userId,
      subjectHomeId: owner.homeId,
      level: "OWNER",
      grantedById: userId,
    },
    select: { id: true },
  });
}
