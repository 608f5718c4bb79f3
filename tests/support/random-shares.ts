import fc from "fast-check";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";
import { createWorld, type World } from "./world";

/*
 * Random shares, and the rule written a second time, naively and in the open: no SQL, no shared code. What the product
 * says about every person and dashboard must be what the naive rule says.
 */

export type Person = OrganizationUser | TenantUser;

export interface ShareSubject {
  readonly scope: ShareScope;
  readonly id: string;
  /** Null for the organization. */
  readonly tenantId: string | null;
}

export interface Board {
  readonly id: string;
  readonly tenantId: string | null;
}

export interface RandomShare {
  readonly board: Board;
  readonly subject: ShareSubject;
  readonly level: AccessLevel;
  readonly end: "never" | "later" | "past";
}

/** People, groups and boards that random shares tie together. */
export interface ShareWorld {
  readonly world: World;
  readonly people: readonly Person[];
  readonly subjects: readonly ShareSubject[];
  readonly memberships: ReadonlyMap<string, readonly string[]>;
}

export const levels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];

/** When random shares end that end later; one time for a run, so that it can be compared. */
export const laterEnd = new Date(Date.now() + 86_400_000);

/** A world with a group in each home. */
export async function createShareWorld(): Promise<ShareWorld> {
  const world = await createWorld();
  const { admin, author, powerUser, viewer, california, texas, organizationId } = world;
  const people = [
    admin,
    author,
    powerUser,
    viewer,
    california.powerUser,
    california.viewer,
    texas.powerUser,
    texas.viewer,
  ];
  const memberships = new Map<string, string[]>();
  const groups: ShareSubject[] = [];
  for (const [name, tenantId, members] of [
    ["Headquarters", null, [powerUser, viewer]],
    ["Californians", california.tenant.id, [california.powerUser]],
    ["Texans", texas.tenant.id, [texas.powerUser, texas.viewer]],
  ] as const) {
    const { id } = await createGroup(admin, { name, tenantId });
    const ids = members.map(({ userId }) => userId);
    await addGroupMembers(admin, id, ids);
    memberships.set(id, ids);
    groups.push({ scope: "GROUP", id, tenantId });
  }
  const subjects: ShareSubject[] = [
    ...groups,
    ...people.map((person) => ({ scope: "USER" as const, id: person.userId, tenantId: tenantIdOf(person) })),
    ...[california, texas].map(({ tenant }) => ({ scope: "TENANT" as const, id: tenant.id, tenantId: tenant.id })),
    { scope: "ALL_TENANTS", id: organizationId, tenantId: null },
    { scope: "ALL_ORGANIZATION_USERS", id: organizationId, tenantId: null },
  ];
  return { world, people, subjects, memberships };
}

export const tenantIdOf = (person: Person) => (person.kind === "tenant_user" ? person.tenantId : null);

/** What the database's constraints allow at all. */
const isPossible = ({ board, subject }: RandomShare) =>
  board.tenantId === null ||
  (subject.scope !== "ALL_TENANTS" && (subject.tenantId === null || subject.tenantId === board.tenantId));

export function naivelyReaches({ memberships }: ShareWorld, subject: ShareSubject, person: Person): boolean {
  switch (subject.scope) {
    case "USER":
      return subject.id === person.userId;
    case "GROUP":
      return memberships.get(subject.id)?.includes(person.userId) ?? false;
    case "TENANT":
      return subject.id === tenantIdOf(person);
    case "ALL_TENANTS":
      return person.kind === "tenant_user";
    case "ALL_ORGANIZATION_USERS":
      return person.kind === "organization_user";
  }
}

/** The level a person has on a board, or null. */
export function naiveLevel(
  shareWorld: ShareWorld,
  person: Person,
  board: Board,
  shares: readonly RandomShare[],
): AccessLevel | null {
  if (person.role === "ADMIN") return "OWNER";
  const live = shares.filter((share) => share.board === board && share.end !== "past");
  const granted = live
    .filter((share) => naivelyReaches(shareWorld, share.subject, person))
    .map(({ level }) => levels.indexOf(level));
  if (granted.length === 0) return null;
  let rank = Math.max(...granted);
  if (person.role === "VIEWER") rank = 0;
  if (person.kind === "tenant_user" && board.tenantId === null) {
    const tenants = new Set(live.flatMap(({ subject }) => subject.tenantId ?? []));
    const several = tenants.size > 1 || live.some(({ subject }) => subject.scope === "ALL_TENANTS");
    rank = Math.min(rank, several ? 0 : 2);
  }
  return levels[rank] ?? null;
}

/** Makes these the only shares there are. */
export async function writeShares({ world }: ShareWorld, shares: readonly RandomShare[]): Promise<void> {
  await database.share.deleteMany({});
  const { organizationId } = world;
  const ends = { never: null, later: laterEnd, past: new Date(Date.now() - 1_000) };
  await database.share.createMany({
    data: shares.map(({ board, subject: { scope, id, tenantId }, level, end }) => ({
      organizationId,
      dashboardId: board.id,
      dashboardHomeId: board.tenantId ?? organizationId,
      scope,
      subjectId: id,
      userId: scope === "USER" ? id : null,
      groupId: scope === "GROUP" ? id : null,
      tenantId: scope === "TENANT" ? id : null,
      subjectHomeId: tenantId ?? organizationId,
      level,
      expiresAt: ends[end],
    })),
  });
}

/** Shares of these boards with anybody, each board and subject at most once. */
export const randomShares = ({ subjects }: ShareWorld, boards: readonly Board[]) =>
  fc.uniqueArray(
    fc
      .record({
        board: fc.constantFrom(...boards),
        subject: fc.constantFrom(...subjects),
        level: fc.constantFrom(...levels),
        end: fc.constantFrom("never" as const, "never" as const, "later" as const, "past" as const),
      })
      .filter(isPossible),
    { maxLength: 14, selector: ({ board, subject }) => `${board.id} ${subject.scope} ${subject.id}` },
  );
