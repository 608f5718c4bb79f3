import fc from "fast-check";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";
import { allActions, allLevels, naivelyMay } from "./naive-permissions";
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

/** When random shares end that end later; one time for a run, so that it can be compared. */
export const laterEnd = new Date(Date.now() + 86_400_000);

/** A world with a group in each home, and a second one in the organization. */
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
    ["Tower", null, [powerUser, author]],
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

export function naivelyReaches(
  { memberships }: Pick<ShareWorld, "memberships">,
  subject: ShareSubject,
  person: Person,
): boolean {
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

/** The level a person has on a board, or null: that of the most they may do, by the rule as it is written naively. */
export function naiveLevel(
  shareWorld: Pick<ShareWorld, "memberships">,
  person: Person,
  board: Board,
  shares: readonly RandomShare[],
): AccessLevel | null {
  const live = shares.filter((share) => share.board === board && share.end !== "past");
  const reaching = live.filter(({ subject }) => naivelyReaches(shareWorld, subject, person));
  const tenants = new Set(live.flatMap(({ subject }) => subject.tenantId ?? []));
  const facts = {
    role: person.role,
    grants: reaching.map(({ level }) => level),
    personTenantId: tenantIdOf(person),
    homeTenantId: board.tenantId,
    reachesSeveralTenants: tenants.size > 1 || live.some(({ subject }) => subject.scope === "ALL_TENANTS"),
  };
  const most = allActions.findLastIndex((action) => naivelyMay({ facts, action }));
  return allLevels[most] ?? null;
}

/** Makes these the only shares there are. */
export async function writeShares({ world }: Pick<ShareWorld, "world">, shares: readonly RandomShare[]): Promise<void> {
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
export const randomShares = ({ subjects }: Pick<ShareWorld, "subjects">, boards: readonly Board[]) =>
  fc.uniqueArray(
    fc
      .record({
        board: fc.constantFrom(...boards),
        subject: fc.constantFrom(...subjects),
        level: fc.constantFrom(...allLevels),
        end: fc.constantFrom("never" as const, "never" as const, "later" as const, "past" as const),
      })
      .filter(isPossible),
    { maxLength: 14, selector: ({ board, subject }) => `${board.id} ${subject.scope} ${subject.id}` },
  );
