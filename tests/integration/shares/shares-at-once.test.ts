import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { removeShare } from "@/lib/shares/remove-share";
import { shareDashboards } from "@/lib/shares/share-dashboards";
import { transferDashboard } from "@/lib/shares/transfer-dashboard";
import { deleteUser } from "@/lib/users/delete-user";
import { uuidv7 } from "@/lib/uuid";
import { createPerson, createWorld, type World } from "../../support/world";
import { createBoard, createConnectionRow, shareWithUser } from "../dashboards/dashboard-fixture";

let world: World;
let connectionId: string;

beforeAll(async () => {
  world = await createWorld();
  connectionId = await createConnectionRow(world);
});

const board = () => createBoard(world.author, world, connectionId).then(({ id }) => id);

/** Rules may refuse one of several at once; anything else, a deadlock for one, is a failure. */
const settled = async (works: readonly (() => Promise<unknown>)[]) => {
  const results = await Promise.allSettled(works.map((work) => work()));
  const broken = results.flatMap((result) =>
    result.status === "rejected" && !(result.reason instanceof DomainError) ? [result.reason] : [],
  );
  expect(broken).toEqual([]);
  return results.filter(({ status }) => status === "fulfilled").length;
};

const owners = (dashboardId: string) =>
  database.share.count({
    where: { dashboardId, scope: "USER", level: "OWNER", expiresAt: null, user: { disabledAt: null } },
  });

const shareIdOf = async (dashboardId: string, { userId }: { userId: string }) =>
  (await database.share.findFirstOrThrow({ where: { dashboardId, userId }, select: { id: true } })).id;

test("of two owners who hand on to each other at the same moment, one stays an owner", async () => {
  const { author, powerUser } = world;
  for (let turn = 0; turn < 5; turn += 1) {
    const id = await board();
    await shareWithUser(author, id, powerUser, "OWNER");
    const hand = (from: Actor, to: { userId: string }) => () =>
      transferDashboard(from, id, { userId: to.userId, previousOwners: "NONE" });
    await settled([hand(author, powerUser), hand(powerUser, author)]);
    expect(await owners(id)).toBeGreaterThan(0);
  }
});

test("one owner handed to three at once belongs to somebody, and each answer that said done was true in its turn", async () => {
  const { author, powerUser, admin } = world;
  const other = await createPerson(admin, { email: "o@harbour.example", displayName: "Other", role: "AUTHOR" });
  const id = await board();
  const done = await settled(
    [powerUser, admin, other].map(
      ({ userId }) =>
        () =>
          transferDashboard(author, id, { userId, previousOwners: "VIEWER" }),
    ),
  );
  // Whoever comes second is no owner any more.
  expect(done).toBe(1);
  expect(await owners(id)).toBe(1);
});

test("a person who is deleted while a dashboard is handed to them, or their fellow owner is removed, leaves it with an owner", async () => {
  const { author, admin } = world;
  for (let turn = 0; turn < 6; turn += 1) {
    const email = `goes${turn}@harbour.example`;
    const going = await createPerson(admin, { email, displayName: "Going", role: "AUTHOR" });
    const [handed, shared] = [await board(), await board()];
    await shareWithUser(author, shared, going, "OWNER");
    const own = await shareIdOf(shared, author);
    await settled([
      () => transferDashboard(author, handed, { userId: going.userId, previousOwners: "NONE" }),
      () => removeShare(author, shared, own),
      () => deleteUser(admin, going.userId),
    ]);
    expect(await owners(handed)).toBeGreaterThan(0);
    expect(await owners(shared)).toBeGreaterThan(0);
  }
}, 60_000);

test("who is deleted while their fellow owner's share is being taken away leaves the dashboard to the admin", async () => {
  const { author, admin } = world;
  const input = { email: "leaves@harbour.example", displayName: "Leaving", role: "AUTHOR" } as const;
  const leaving = await createPerson(admin, input);
  const id = await board();
  await shareWithUser(author, id, leaving, "OWNER");
  const own = await shareIdOf(id, author);
  let deletion: Promise<void> | undefined;
  await database.$transaction(
    async (transaction) => {
      // As removing a share does: lock, find the other owner there, delete.
      await transaction.$queryRaw`SELECT 1 FROM dashboards WHERE id = ${id}::uuid FOR UPDATE`;
      await transaction.share.delete({ where: { id: own } });
      deletion = deleteUser(admin, leaving.userId);
      await Promise.race([deletion, somebodyWaits()]);
    },
    { timeout: 60_000 },
  );
  await deletion;
  expect(await owners(id)).toBe(1);
  expect(await database.share.count({ where: { dashboardId: id, userId: admin.userId, level: "OWNER" } })).toBe(1);
});

/** Resolves when a statement in this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await database.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("bulk shares over the same dashboards in different orders all come through", async () => {
  const ids = [await board(), await board(), await board()];
  const people = [world.powerUser, world.viewer, world.admin];
  const many =
    (order: readonly string[], { userId }: { userId: string }) =>
    () =>
      shareDashboards(world.author, {
        dashboardIds: [...order],
        grants: [{ scope: "USER", userId, level: "EDITOR" }],
      });
  const orders = [ids, [...ids].reverse(), [ids[1], ids[2], ids[0]] as string[]];
  expect(await settled(orders.map((order, index) => many(order, people[index] ?? world.viewer)))).toBe(3);
  const given = await database.share.count({ where: { dashboardId: { in: ids }, level: "EDITOR" } });
  expect(given).toBe(9);
});

test("whatever is shared, handed on and removed at once, a dashboard has an owner until it is deleted, and nothing is left of it then", async () => {
  const { author, powerUser, admin, california } = world;
  const people = [author, powerUser, admin, california.powerUser];
  const step = fc.oneof(
    fc.record({ kind: fc.constant("share" as const), by: fc.nat(2), to: fc.nat(3), level: fc.nat(3) }),
    fc.record({ kind: fc.constant("transfer" as const), by: fc.nat(2), to: fc.nat(3) }),
    fc.record({ kind: fc.constant("remove" as const), by: fc.nat(2), to: fc.nat(3) }),
  );
  const levels = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), fc.boolean(), async (steps, deleted) => {
      const id = await board();
      await shareWithUser(author, id, powerUser, "OWNER");
      const works = steps.map((one) => async () => {
        const by = people[one.by] ?? author;
        const to = people[one.to] ?? author;
        if (one.kind === "share") return shareWithUser(by, id, to, levels[one.level] ?? "VIEWER");
        if (one.kind === "transfer") return transferDashboard(by, id, { userId: to.userId, previousOwners: "NONE" });
        const share = await database.share.findFirst({ where: { dashboardId: id, userId: to.userId } });
        return removeShare(by, id, share?.id ?? uuidv7());
      });
      await settled([...works, ...(deleted ? [() => deleteDashboard(admin, id)] : [])]);
      if (deleted) {
        expect(await database.dashboard.count({ where: { id } })).toBe(0);
        expect(await database.share.count({ where: { dashboardId: id } })).toBe(0);
      } else {
        expect(await owners(id)).toBeGreaterThan(0);
        // R19: not even between two of them.
        const tenantOwners = { dashboardId: id, level: "OWNER", subjectHomeId: california.tenant.id } as const;
        expect(await database.share.count({ where: tenantOwners })).toBe(0);
      }
    }),
    { numRuns: 25 },
  );
}, 180_000);
