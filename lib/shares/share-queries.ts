import { now } from "@/lib/clock";
import { containsWords } from "@/lib/contains-words";
import { requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { pageArguments } from "@/lib/pagination";
import type { Prisma } from "@/prisma/client/client";
import { everyoneNames } from "./find-subject";
import { shareReach, shareReachOn } from "./share-reach";
import {
  type FindShareSubjectsInput,
  findShareSubjectsSchema,
  type ListSharesInput,
  listSharesSchema,
  type ShareList,
  type ShareSort,
  type ShareSubject,
} from "./share-schema";
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
  const live = { dashboardId: access.id, AND: [{ OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] }] };
  const { homes, scopes } = shareReach(actor);
  const known = { scope: { in: [...scopes] }, ...(homes ? { subjectHomeId: { in: [...homes] } } : {}) };
  await requireCursor(page.cursor, (id) => database.share.count({ where: { ...live, ...known, id } }));
  const [rows, other] = await Promise.all([
    database.share.findMany({
      where: { ...live, ...known, ...(page.search ? { OR: namedLike(page.search) } : {}) },
      select: shareSelect,
      orderBy: sharesSortedBy(page.sort),
      ...pageArguments(page),
    }),
    database.share.findFirst({ where: { ...live, NOT: known }, select: { id: true } }),
  ]);
  const data = rows.slice(0, page.limit).map((row) => toShareView(row, access));
  const nextCursor = rows.length > page.limit ? (data.at(-1)?.id ?? null) : null;
  return { data, hasOthers: other !== null, nextCursor };
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

const mostSubjects = 20;

/**
 * Finds whom this actor could share this dashboard with, by a part of a name or address: nobody out of reach is ever
 * offered, counted or hinted at.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`
 */
export async function findShareSubjects(
  actor: Actor,
  dashboardId: string,
  input: FindShareSubjectsInput = {},
): Promise<readonly ShareSubject[]> {
  const { search } = parseInput(findShareSubjectsSchema, input);
  const access = await requireDashboardAction(actor, dashboardId, "share");
  const { homes, scopes } = shareReachOn(actor, access);
  const { organizationId } = actor;
  const inReach = { organizationId, ...(homes ? { homeId: { in: [...homes] } } : {}) };
  const contains = containsWords(search);
  const [users, groups, tenants] = await Promise.all([
    database.user.findMany({
      where: { ...inReach, disabledAt: null, OR: [{ displayName: contains }, { email: contains }] },
      select: { id: true, displayName: true, email: true },
      orderBy: [{ displayName: "asc" }, { id: "asc" }],
      take: mostSubjects,
    }),
    database.group.findMany({
      where: { ...inReach, name: contains },
      select: { id: true, name: true, tenant: { select: { name: true } } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: mostSubjects,
    }),
    database.tenant.findMany({
      where: { organizationId, name: contains, ...(homes ? { id: { in: [...homes] } } : {}) },
      select: { id: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: mostSubjects,
    }),
  ]);
  const everyone = (["ALL_TENANTS", "ALL_ORGANIZATION_USERS"] as const)
    .filter((scope) => scopes.includes(scope))
    .map((scope) => ({ scope, subjectId: null, name: everyoneNames[scope], detail: null }))
    .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
  return [
    ...everyone,
    ...tenants.map(({ id, name }) => ({ scope: "TENANT" as const, subjectId: id, name, detail: null })),
    ...groups.map(({ id, name, tenant }) => ({
      scope: "GROUP" as const,
      subjectId: id,
      name,
      detail: tenant?.name ?? null,
    })),
    ...users.map(({ id, displayName, email }) => ({
      scope: "USER" as const,
      subjectId: id,
      name: displayName,
      detail: email,
    })),
  ];
}
