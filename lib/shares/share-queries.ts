import { now } from "@/lib/clock";
import { containsWords } from "@/lib/contains-words";
import { requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, isTenantActor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { pageArguments } from "@/lib/pagination";
import type { Prisma } from "@/prisma/client/client";
import { everyoneNames } from "./find-subject";
import { shareReach } from "./share-reach";
import { type ListSharesInput, listSharesSchema, type ShareList, type ShareSort } from "./share-schema";
import { shareSelect, toShareView } from "./share-view";

/**
 * Lists who reaches a dashboard through a share, the oldest share first unless sorted otherwise, for those who may share it. A tenant actor sees
 * their own tenant's names only, and whether there are others, never how many; searches and pages hold nothing else.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`
 */
export async function listShares(actor: Actor, dashboardId: string, input: ListSharesInput = {}): Promise<ShareList> {
  const page = parseInput(listSharesSchema, input);
  const access = await requireDashboardAction(actor, dashboardId, "share");
  const live = liveShares(access.id);
  const known = knownShares(actor);
  await requireCursor(page.cursor, (id) => database.share.count({ where: { ...live, ...known, id } }));
  const [rows, hasOthers] = await Promise.all([
    database.share.findMany({
      where: { ...live, ...known, ...(page.search ? { OR: namedLike(page.search) } : {}) },
      select: shareSelect,
      orderBy: sharesSortedBy(page.sort),
      ...pageArguments(page),
    }),
    hasUnknownShares(actor, access.id),
  ]);
  const data = rows.slice(0, page.limit).map((row) => toShareView(row, access));
  const nextCursor = rows.length > page.limit ? (data.at(-1)?.id ?? null) : null;
  // A tenant's people are not told of other tenants, not even that there are any.
  const reachesSeveralTenants = access.reachesSeveralTenants && !isTenantActor(actor);
  return { data, hasOthers, reachesSeveralTenants, nextCursor };
}

/** Whether a dashboard has live shares with subjects whom this actor may not know. */
export async function hasUnknownShares(actor: Actor, dashboardId: string): Promise<boolean> {
  const where = { ...liveShares(dashboardId), NOT: knownShares(actor) };
  return (await database.share.findFirst({ where, select: { id: true } })) !== null;
}

function liveShares(dashboardId: string) {
  return { dashboardId, AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] }] };
}

function knownShares(actor: Actor) {
  const { homes, scopes } = shareReach(actor);
  return { scope: { in: [...scopes] }, ...(homes ? { subjectHomeId: { in: [...homes] } } : {}) };
}

/** Levels come in their own order, VIEWER first. The id makes the order total, so that a cursor has one place in it. */
function sharesSortedBy(sort: ShareSort): Prisma.ShareOrderByWithRelationInput[] {
  const direction = sort.startsWith("-") ? "desc" : "asc";
  return [sort.endsWith("level") ? { level: direction } : { createdAt: direction }, { id: direction }];
}

/** Shares whose subject's name or address has these words. */
function namedLike(words: string): Prisma.ShareWhereInput[] {
  const contains = containsWords(words);
  const everyone = (["ALL_TENANTS", "ALL_ORGANIZATION_USERS"] as const).filter((scope) =>
    everyoneNames[scope].toLowerCase().includes(words.toLowerCase()),
  );
  return [
    { user: { OR: [{ displayName: contains }, { email: contains }] } },
    { group: { name: contains } },
    { tenant: { name: contains } },
    { scope: { in: everyone } },
  ];
}
