import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { accessToDashboard } from "@/lib/dashboards/dashboard-access";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";
import { createWorld, type World } from "../../support/world";
import { createBoard, createConnectionRow } from "./dashboard-fixture";

/*
 * Random shares, and the rule written a second time, naively and in the open: no SQL, no shared code. What the product
 * says about every person and dashboard must be what the naive rule says.
 */

interface Subject {
  readonly scope: ShareScope;
  readonly id: string;
  /** Null for the organization. */
  readonly tenantId: string | null;
}

interface Board {
  readonly id: string;
  readonly tenantId: string | null;
}

interface RandomShare {
  readonly board: Board;
  readonly subject: Subject;
  readonly level: AccessLevel;
  readonly ended: boolean;
}

const levels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];

let world: World;
let people: (OrganizationUser | TenantUser)[];
let subjects: Subject[];
const boards: Board[] = [];
const memberships = new Map<string, string[]>();

beforeAll(async () => {
  world = await createWorld();
  const { admin, author, powerUser, viewer, california, texas, organizationId } = world;
  people = [admin, author, powerUser, viewer, california.powerUser, california.viewer, texas.powerUser, texas.viewer];
  const groups: Subject[] = [];
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
  subjects = [
    ...groups,
    ...people.map((person) => ({ scope: "USER" as const, id: person.userId, tenantId: tenantIdOf(person) })),
    ...[california, texas].map(({ tenant }) => ({ scope: "TENANT" as const, id: tenant.id, tenantId: tenant.id })),
    { scope: "ALL_TENANTS", id: organizationId, tenantId: null },
    { scope: "ALL_ORGANIZATION_USERS", id: organizationId, tenantId: null },
  ];
  const connectionId = await createConnectionRow(world);
  for (const tenantId of [undefined, undefined, california.tenant.id, texas.tenant.id]) {
    const { id } = await createBoard(author, world, connectionId, tenantId ? { tenantId } : {});
    boards.push({ id, tenantId: tenantId ?? null });
  }
});

const tenantIdOf = (person: OrganizationUser | TenantUser) => (person.kind === "tenant_user" ? person.tenantId : null);

/** What the database's constraints allow at all. */
const isPossible = ({ board, subject }: RandomShare) =>
  board.tenantId === null ||
  (subject.scope !== "ALL_TENANTS" && (subject.tenantId === null || subject.tenantId === board.tenantId));

function reaches(subject: Subject, person: OrganizationUser | TenantUser): boolean {
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

function naiveLevel(person: OrganizationUser | TenantUser, board: Board, shares: readonly RandomShare[]) {
  if (person.role === "ADMIN") return "OWNER";
  const live = shares.filter((share) => share.board === board && !share.ended);
  const granted = live.filter((share) => reaches(share.subject, person)).map(({ level }) => levels.indexOf(level));
  if (granted.length === 0) return null;
  let rank = Math.max(...granted);
  if (person.role === "VIEWER") rank = 0;
  if (person.kind === "tenant_user" && board.tenantId === null) {
    const tenants = new Set(live.flatMap(({ subject }) => subject.tenantId ?? []));
    const several = tenants.size > 1 || live.some(({ subject }) => subject.scope === "ALL_TENANTS");
    rank = Math.min(rank, several ? 0 : 2);
  }
  return levels[rank];
}

async function write(shares: readonly RandomShare[]): Promise<void> {
  await database.share.deleteMany({});
  const { organizationId } = world;
  await database.share.createMany({
    data: shares.map(({ board, subject: { scope, id, tenantId }, level, ended }) => ({
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
      expiresAt: ended ? new Date(Date.now() - 1_000) : null,
    })),
  });
}

const randomShares = () =>
  fc.uniqueArray(
    fc
      .record({
        board: fc.constantFrom(...boards),
        subject: fc.constantFrom(...subjects),
        level: fc.constantFrom(...levels),
        ended: fc.boolean(),
      })
      .filter(isPossible),
    { maxLength: 14, selector: ({ board, subject }) => `${board.id} ${subject.scope} ${subject.id}` },
  );

test("in random worlds everybody has exactly the level that the rule says, and the list shows exactly that", async () => {
  await fc.assert(
    fc.asyncProperty(randomShares(), async (shares) => {
      await write(shares);
      for (const person of people) {
        const expected = boards.map((board) => naiveLevel(person, board, shares));
        const found = await Promise.all(
          boards.map(({ id }) =>
            accessToDashboard(person, id).then(
              ({ level }) => level,
              () => null,
            ),
          ),
        );
        expect(found).toEqual(expected);
        const listed = new Map((await listDashboards(person)).data.map(({ id, level }) => [id, level]));
        expect(boards.map(({ id }) => listed.get(id) ?? null)).toEqual(expected);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
