import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { accessToDashboard } from "@/lib/dashboards/dashboard-access";
import { dashboardSorts } from "@/lib/dashboards/dashboard-schema";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { Actor, ApiClient, EmbedViewer, OrganizationUser, TenantUser } from "@/lib/identity/actor";
import { uuidv7 } from "@/lib/uuid";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";
import { createWorld, type World } from "../../support/world";
import { createBoard, createConnectionRow } from "./dashboard-fixture";

/*
 * Random shares and memberships, and the rule written a second time, naively and in the open: no SQL, no shared code. What
 * the product says about every person and dashboard must be what the naive rule says: to the person, to an API key of
 * theirs, and to an embed token that speaks for them.
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

interface RandomWorld {
  readonly shares: readonly RandomShare[];
  /** Ids of the members of each group, by the group's id. */
  readonly members: Readonly<Record<string, readonly string[]>>;
}

/** Somebody, or something that speaks for them. */
interface Asking {
  readonly actor: Actor;
  readonly person: OrganizationUser | TenantUser;
  /** What the ADMIN role gives, embed tokens do not. */
  readonly override: boolean;
}

const levels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];

let world: World;
let people: (OrganizationUser | TenantUser)[];
let asking: Asking[];
let subjects: Subject[];
let groups: Subject[];
const boards: Board[] = [];

beforeAll(async () => {
  world = await createWorld();
  const { admin, author, powerUser, viewer, california, texas, organizationId } = world;
  people = [admin, author, powerUser, viewer, california.powerUser, california.viewer, texas.powerUser, texas.viewer];
  asking = people.flatMap((person) => [
    { actor: person, person, override: true },
    { actor: tokenFor(person), person, override: false },
    ...(person.kind === "organization_user" ? [{ actor: keyOf(person), person, override: true }] : []),
  ]);
  groups = [];
  for (const [name, tenantId] of [
    ["Headquarters", null],
    ["Tower", null],
    ["Californians", california.tenant.id],
    ["Texans", texas.tenant.id],
  ] as const) {
    const { id } = await createGroup(admin, { name, tenantId });
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

const keyOf = ({ userId, role, organizationId }: OrganizationUser): ApiClient => ({
  kind: "api_client",
  organizationId,
  apiKeyId: uuidv7(),
  createdById: userId,
  displayName: "Job",
  role,
  scopes: ["dashboard:read"],
});

const tokenFor = (person: OrganizationUser | TenantUser): EmbedViewer => ({
  kind: "embed_viewer",
  organizationId: person.organizationId,
  projectId: world.project.id,
  embedSessionId: uuidv7(),
  tenantId: tenantIdOf(person),
  userId: person.userId,
  email: person.email,
  displayName: person.displayName,
  role: person.role === "ADMIN" ? "AUTHOR" : person.role,
  attributes: {},
  dashboardId: null,
  dashboardIds: [],
  allowEdit: false,
});

/** What the database's constraints allow at all. */
const isPossible = ({ board, subject }: RandomShare) =>
  board.tenantId === null ||
  (subject.scope !== "ALL_TENANTS" && (subject.tenantId === null || subject.tenantId === board.tenantId));

function reaches(subject: Subject, person: OrganizationUser | TenantUser, members: RandomWorld["members"]): boolean {
  switch (subject.scope) {
    case "USER":
      return subject.id === person.userId;
    case "GROUP":
      return members[subject.id]?.includes(person.userId) ?? false;
    case "TENANT":
      return subject.id === tenantIdOf(person);
    case "ALL_TENANTS":
      return person.kind === "tenant_user";
    case "ALL_ORGANIZATION_USERS":
      return person.kind === "organization_user";
  }
}

function naiveLevel({ person, override }: Asking, board: Board, { shares, members }: RandomWorld) {
  if (person.role === "ADMIN" && override) return "OWNER";
  const live = shares.filter((share) => share.board === board && !share.ended);
  const granted = live
    .filter((share) => reaches(share.subject, person, members))
    .map(({ level }) => levels.indexOf(level));
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

async function write({ shares, members }: RandomWorld): Promise<void> {
  await database.share.deleteMany({});
  await database.groupMember.deleteMany({});
  for (const [groupId, userIds] of Object.entries(members)) {
    if (userIds.length > 0) await addGroupMembers(world.admin, groupId, [...userIds]);
  }
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

/** Any of its home's people in each group. */
const randomMembers = () =>
  fc.record(
    Object.fromEntries(
      groups.map(({ id, tenantId }) => [
        id,
        fc.subarray(people.filter((person) => tenantIdOf(person) === tenantId).map(({ userId }) => userId)),
      ]),
    ),
  );

test("in random worlds everybody has exactly the level that the rule says, and the list shows exactly that", async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ shares: randomShares(), members: randomMembers() }), async (random) => {
      await write(random);
      for (const one of asking) {
        const { actor } = one;
        const expected = boards.map((board) => naiveLevel(one, board, random));
        const found = await Promise.all(
          boards.map(({ id }) =>
            accessToDashboard(actor, id).then(
              ({ level }) => level,
              () => null,
            ),
          ),
        );
        expect(found).toEqual(expected);
        // The order is the actor's to choose; that it changes nothing else is tried for people.
        for (const sort of actor === one.person ? dashboardSorts : dashboardSorts.slice(0, 1)) {
          const listed = new Map((await listDashboards(actor, { sort })).data.map(({ id, level }) => [id, level]));
          expect(boards.map(({ id }) => listed.get(id) ?? null)).toEqual(expected);
          expect(listed.size).toBe(expected.filter((level) => level !== null).length);
        }
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
