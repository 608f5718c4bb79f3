import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { type Actor, isTenantActor, tenantOf } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { type DashboardAccess, requireDashboardAction } from "./dashboard-access";
import { cardSelect, toFilters } from "./dashboard-view";
import { draftAuthor, ownDraft } from "./draft-author";
import type { DraftContent, DraftView, EditingView } from "./draft-schema";
import { hideSources } from "./hide-sources";
import { restoreSources } from "./restore-sources";
import { seenDomains } from "./seen-domains";

const savedSelect = { baseVersion: true, revision: true, updatedAt: true } as const;

/**
 * The caller's own draft of a dashboard, as long as they may edit it; nobody reads anybody else's.
 *
 * @throws DomainError `not_found` also when there is no draft, `forbidden`
 */
export async function getDraft(actor: Actor, dashboardId: string): Promise<DraftView> {
  const draft = await findDraft(actor, dashboardId);
  if (!draft) throw notFound("Draft");
  return draft;
}

/**
 * The same, where there may be none yet. It tells of the domains that its author sees now: nothing of one that they saw
 * when they saved it, and everything of one that they did not see then (R09).
 *
 * @throws DomainError `not_found` for the dashboard, `forbidden`
 */
export async function findDraft(actor: Actor, dashboardId: string): Promise<DraftView | null> {
  const access = await requireDashboardAction(actor, dashboardId, "edit");
  const draft = await database.dashboardDraft.findFirst({
    where: ownDraft(actor, access, draftAuthor(actor)),
    select: { ...savedSelect, content: true },
  });
  if (!draft) return null;
  const stored = await publishedSources(access.id);
  // Checked against the draft schema when it was saved.
  const content = restoreSources(draft.content as unknown as DraftContent, stored);
  const seen = await seenDomains(actor, access.projectId, content);
  return { ...withTime(draft), content: hideSources(content, seen) };
}

async function publishedSources(dashboardId: string) {
  const { cards, filters } = await database.dashboard.findUniqueOrThrow({
    where: { id: dashboardId },
    select: { filters: true, cards: { select: cardSelect } },
  });
  return { cards: cards as unknown as DraftContent["cards"], filters: toFilters(filters) };
}

/**
 * Who works on a dashboard: its version, the caller's own draft, and that others have drafts too. A tenant actor reads
 * the names of their own tenant's people only, and that there are others, never how many.
 *
 * @throws DomainError `not_found`, `forbidden`
 */
export async function getEditing(actor: Actor, dashboardId: string): Promise<EditingView> {
  const access = await requireDashboardAction(actor, dashboardId, "edit");
  const userId = draftAuthor(actor);
  const [own, others, version] = await Promise.all([
    database.dashboardDraft.findFirst({ where: ownDraft(actor, access, userId), select: savedSelect }),
    othersDrafts(actor, access, userId),
    publisher(access),
  ]);
  return {
    version: access.version,
    publishedByName: nameFor(actor, version),
    draft: own && withTime(own),
    others: others.map(({ user, updatedAt }) => ({ name: nameFor(actor, user), updatedAt: updatedAt.toISOString() })),
  };
}

/** Drafts of others, the newest first: those of people whom the actor may know, and one that stands for all the rest. */
async function othersDrafts(actor: Actor, { id: dashboardId }: DashboardAccess, userId: string) {
  const { organizationId } = actor;
  const draftsOf = (user: Prisma.UserWhereInput, take: number) =>
    database.dashboardDraft.findMany({
      where: { dashboardId, organizationId, userId: { not: userId }, user },
      orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
      take,
      select: { updatedAt: true, user: { select: { displayName: true, tenantId: true } } },
    });
  if (!isTenantActor(actor)) return draftsOf({}, mostNamed);
  const tenantId = tenantOf(actor);
  const [known, strangers] = await Promise.all([
    draftsOf({ tenantId }, mostNamed),
    // How many they are is not for a tenant's people to count.
    draftsOf({ OR: [{ tenantId: null }, { tenantId: { not: tenantId } }] }, 1),
  ]);
  return [...known, ...strangers].sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
}

/** More people at work on one dashboard than a screen names. */
const mostNamed = 20;

interface KnownPerson {
  readonly displayName: string;
  readonly tenantId: string | null;
}

async function publisher({ id, version }: DashboardAccess): Promise<KnownPerson | null> {
  const row = await database.dashboardVersion.findUnique({
    where: { dashboardId_number: { dashboardId: id, number: version } },
    select: { createdBy: { select: { displayName: true, tenantId: true } } },
  });
  return row?.createdBy ?? null;
}

function nameFor(actor: Actor, person: KnownPerson | null): string | null {
  if (!person || (isTenantActor(actor) && person.tenantId !== tenantOf(actor))) return null;
  return person.displayName;
}

function withTime<T extends { readonly updatedAt: Date }>(draft: T): Omit<T, "updatedAt"> & { updatedAt: string } {
  return { ...draft, updatedAt: draft.updatedAt.toISOString() };
}
