import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { accessToDashboard } from "@/lib/dashboards/dashboard-access";
import { dashboardSorts } from "@/lib/dashboards/dashboard-schema";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import type { Actor, ApiClient, EmbedViewer, OrganizationUser } from "@/lib/identity/actor";
import { uuidv7 } from "@/lib/uuid";
import {
  type Board,
  createShareWorld,
  naiveLevel,
  type Person,
  randomShares,
  type ShareWorld,
  tenantIdOf,
  writeShares,
} from "../../support/random-shares";
import { createBoard, createConnectionRow } from "./dashboard-fixture";

/*
 * Random shares and memberships: what the product says about every person and dashboard must be what the naive rule says,
 * to the person, to an API key of theirs, and to an embed token that speaks for them.
 */

/** Somebody, or something that speaks for them. */
interface Asking {
  readonly actor: Actor;
  /** With the role that counts: what ADMIN gives, embed tokens do not. */
  readonly person: Person;
}

/** Ids of the members of each group, by the group's id. */
type Members = Readonly<Record<string, readonly string[]>>;

let shareWorld: ShareWorld;
let asking: Asking[];
const boards: Board[] = [];

beforeAll(async () => {
  shareWorld = await createShareWorld();
  const { world, people } = shareWorld;
  asking = people.flatMap((person) => [
    { actor: person, person },
    tokenFor(person, world.project.id),
    ...(person.kind === "organization_user" ? [{ actor: keyOf(person), person }] : []),
  ]);
  const connectionId = await createConnectionRow(world);
  for (const tenantId of [undefined, undefined, world.california.tenant.id, world.texas.tenant.id]) {
    const { id } = await createBoard(world.author, world, connectionId, tenantId ? { tenantId } : {});
    boards.push({ id, tenantId: tenantId ?? null });
  }
});

const keyOf = ({ userId, role, organizationId }: OrganizationUser): ApiClient => ({
  kind: "api_client",
  organizationId,
  apiKeyId: uuidv7(),
  createdById: userId,
  displayName: "Job",
  role,
  scopes: ["dashboard:read"],
});

function tokenFor(person: Person, projectId: string): Asking {
  const role = person.role === "ADMIN" ? "AUTHOR" : person.role;
  const actor: EmbedViewer = {
    kind: "embed_viewer",
    organizationId: person.organizationId,
    projectId,
    embedSessionId: uuidv7(),
    tenantId: tenantIdOf(person),
    userId: person.userId,
    email: person.email,
    displayName: person.displayName,
    role,
    attributes: {},
    dashboardId: null,
    dashboardIds: [],
    allowEdit: false,
  };
  return { actor, person: { ...person, role } as Person };
}

async function writeMembers(members: Members): Promise<void> {
  await database.groupMember.deleteMany({});
  for (const [groupId, userIds] of Object.entries(members)) {
    if (userIds.length > 0) await addGroupMembers(shareWorld.world.admin, groupId, [...userIds]);
  }
}

/** Any of its home's people in each group. */
const randomMembers = ({ subjects, people }: ShareWorld) =>
  fc.record(
    Object.fromEntries(
      subjects
        .filter(({ scope }) => scope === "GROUP")
        .map(({ id, tenantId }) => [
          id,
          fc.subarray(people.filter((person) => tenantIdOf(person) === tenantId).map(({ userId }) => userId)),
        ]),
    ),
  );

test("in random worlds everybody has exactly the level that the rule says, and the list shows exactly that", async () => {
  const random = fc.record({ shares: randomShares(shareWorld, boards), members: randomMembers(shareWorld) });
  await fc.assert(
    fc.asyncProperty(random, async ({ shares, members }) => {
      await writeMembers(members);
      await writeShares(shareWorld, shares);
      const memberships = new Map(Object.entries(members));
      for (const { actor, person } of asking) {
        const expected = boards.map((board) => naiveLevel({ memberships }, person, board, shares));
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
        for (const sort of actor === person ? dashboardSorts : dashboardSorts.slice(0, 1)) {
          const listed = new Map((await listDashboards(actor, { sort })).data.map(({ id, level }) => [id, level]));
          expect(boards.map(({ id }) => listed.get(id) ?? null)).toEqual(expected);
          expect(listed.size).toBe(expected.filter((level) => level !== null).length);
        }
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
