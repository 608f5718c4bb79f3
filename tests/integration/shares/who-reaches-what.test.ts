import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import type { Actor } from "@/lib/identity/actor";
import type { AccessReviewQuery, PersonAccess, ReviewedAccess } from "@/lib/shares/access-schema";
import { listAccessReview } from "@/lib/shares/list-access-review";
import { listPeopleWithAccess } from "@/lib/shares/list-people";
import {
  type Board,
  createShareWorld,
  laterEnd,
  naiveLevel,
  naivelyReaches,
  type Person,
  type RandomShare,
  randomShares,
  type ShareWorld,
  tenantIdOf,
  writeShares,
} from "../../support/random-shares";
import { createBoard, createConnectionRow } from "../dashboards/dashboard-fixture";

/* Who can see it, each person's own list, and the review of the organization are three views of one thing. */

let shareWorld: ShareWorld;
const boards: Board[] = [];

beforeAll(async () => {
  shareWorld = await createShareWorld();
  const { world } = shareWorld;
  const connectionId = await createConnectionRow(world);
  for (const tenantId of [undefined, undefined, world.california.tenant.id]) {
    const { id } = await createBoard(world.author, world, connectionId, tenantId ? { tenantId } : {});
    boards.push({ id, tenantId: tenantId ?? null });
  }
});

/** Every page of who can see it, three people at a time. */
async function everybodyWhoSees(actor: Actor, dashboardId: string): Promise<PersonAccess[]> {
  const people: PersonAccess[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPeopleWithAccess(actor, dashboardId, { limit: 3, ...(cursor ? { cursor } : {}) });
    people.push(...page.data);
    cursor = page.nextCursor ?? undefined;
    if (!cursor) expect(people).toHaveLength(page.total);
  } while (cursor);
  return people;
}

async function wholeReview(filter: AccessReviewQuery = {}): Promise<ReviewedAccess[]> {
  const lines: ReviewedAccess[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAccessReview(shareWorld.world.admin, { ...filter, limit: 4, ...(cursor ? { cursor } : {}) });
    lines.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return lines;
}

/** The ways of a person, from the shares alone. */
function naiveWays(person: Person, board: Board, shares: readonly RandomShare[]): string[] {
  const through = shares
    .filter((share) => share.board === board && share.end !== "past")
    .filter(({ subject }) => naivelyReaches(shareWorld, subject, person))
    .map(({ subject: { scope, id }, level, end }) => `${scope} ${scope === "GROUP" ? id : ""} ${level} ${end}`);
  return [...through, ...(person.role === "ADMIN" ? ["ADMIN  OWNER never"] : [])].sort();
}

const waysOf = ({ ways }: PersonAccess) =>
  ways
    .map(({ kind, groupId, level, expiresAt }) => `${kind} ${groupId ?? ""} ${level} ${expiresAt ? "later" : "never"}`)
    .sort();

const pair = (dashboardId: string, userId: string) => `${dashboardId} ${userId}`;

test("in random worlds who can see a dashboard is who has it in their list, at that level and through those ways; the review is the union", async () => {
  await fc.assert(
    fc.asyncProperty(randomShares(shareWorld, boards), async (shares) => {
      await writeShares(shareWorld, shares);
      const { people, world } = shareWorld;
      const lists = new Map<string, Map<string, string>>();
      for (const person of people) {
        const { data } = await listDashboards(person);
        lists.set(person.userId, new Map(data.map(({ id, level }) => [id, level])));
      }
      const union: string[] = [];
      for (const board of boards) {
        const seers = await everybodyWhoSees(world.admin, board.id);
        const expected = people.filter(({ userId }) => lists.get(userId)?.has(board.id));
        expect(new Set(seers.map(({ userId }) => userId))).toEqual(new Set(expected.map(({ userId }) => userId)));
        expect(seers).toHaveLength(expected.length);
        for (const seer of seers) {
          const person = people.find(({ userId }) => userId === seer.userId);
          if (!person) throw new Error("somebody who is not there");
          expect(seer.level).toBe(naiveLevel(shareWorld, person, board, shares));
          expect(seer.level).toBe(lists.get(seer.userId)?.get(board.id));
          const ways = naiveWays(person, board, shares);
          expect(waysOf(seer)).toEqual(ways);
          const endless = ways.some((way) => way.endsWith("never"));
          expect(seer.expiresAt).toBe(endless ? null : laterEnd.toISOString());
          union.push(`${pair(board.id, seer.userId)} ${seer.level} ${waysOf(seer)}`);
        }
      }
      const review = await wholeReview();
      expect(
        review.map((line) => `${pair(line.dashboardId, line.userId)} ${line.level} ${waysOf(line)}`).sort(),
      ).toEqual(union.sort());
    }),
    { numRuns: 25 },
  );
}, 180_000);

test("in random worlds each filter of the review leaves exactly the lines that it names", async () => {
  await fc.assert(
    fc.asyncProperty(randomShares(shareWorld, boards), async (shares) => {
      await writeShares(shareWorld, shares);
      const all = await wholeReview();
      const { people, world } = shareWorld;
      const filters: [AccessReviewQuery, (line: ReviewedAccess) => boolean][] = [
        [{ tenantId: world.california.tenant.id }, (line) => line.tenantId === world.california.tenant.id],
        ...people.map(({ userId }): [AccessReviewQuery, (line: ReviewedAccess) => boolean] => [
          { userId },
          (line) => line.userId === userId,
        ]),
        [{ dashboardId: boards[0]?.id ?? "" }, (line) => line.dashboardId === boards[0]?.id],
        [{ through: "GROUP" }, (line) => line.ways.some(({ kind }) => kind === "GROUP")],
        [
          { expiringBefore: new Date(laterEnd.getTime() + 1).toISOString() },
          (line) => line.ways.some(({ expiresAt }) => expiresAt !== null),
        ],
        [{ expiringBefore: laterEnd.toISOString() }, () => false],
        [{ unusedSince: new Date().toISOString() }, () => true],
      ];
      for (const [filter, keeps] of filters) expect(await wholeReview(filter)).toEqual(all.filter(keeps));
    }),
    { numRuns: 10 },
  );
}, 180_000);

test("in random worlds a tenant's sharer finds their own tenant's people, all of them and nobody else", async () => {
  await fc.assert(
    fc.asyncProperty(randomShares(shareWorld, boards), async (shares) => {
      await writeShares(shareWorld, shares);
      const { people, world } = shareWorld;
      const sharer = world.california.powerUser;
      for (const board of boards) {
        const level = naiveLevel(shareWorld, sharer, board, shares);
        if (level !== "CONTRIBUTOR" && level !== "OWNER") {
          await expect(listPeopleWithAccess(sharer, board.id)).rejects.toThrow();
          continue;
        }
        const found = await everybodyWhoSees(sharer, board.id);
        const expected = people.filter(
          (person) => tenantIdOf(person) === sharer.tenantId && naiveLevel(shareWorld, person, board, shares),
        );
        expect(found.map(({ userId }) => userId).sort()).toEqual(expected.map(({ userId }) => userId).sort());
        const text = JSON.stringify(await listPeopleWithAccess(sharer, board.id));
        for (const hidden of ["Texas", "Texan", "Headquarters", "harbour.example", "ALL_TENANTS", "ADMIN"]) {
          expect(text).not.toContain(hidden);
        }
        const hiddenShares = shares.some(
          ({ board: of, subject, end }) => of === board && end !== "past" && subject.tenantId !== sharer.tenantId,
        );
        expect((await listPeopleWithAccess(sharer, board.id)).hasOthers).toBe(hiddenShares);
      }
    }),
    { numRuns: 25 },
  );
}, 180_000);
