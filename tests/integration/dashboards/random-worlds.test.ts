import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { accessToDashboard } from "@/lib/dashboards/dashboard-access";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import {
  type Board,
  createShareWorld,
  naiveLevel,
  randomShares,
  type ShareWorld,
  writeShares,
} from "../../support/random-shares";
import { createBoard, createConnectionRow } from "./dashboard-fixture";

let shareWorld: ShareWorld;
const boards: Board[] = [];

beforeAll(async () => {
  shareWorld = await createShareWorld();
  const { world } = shareWorld;
  const connectionId = await createConnectionRow(world);
  for (const tenantId of [undefined, undefined, world.california.tenant.id, world.texas.tenant.id]) {
    const { id } = await createBoard(world.author, world, connectionId, tenantId ? { tenantId } : {});
    boards.push({ id, tenantId: tenantId ?? null });
  }
});

test("in random worlds everybody has exactly the level that the rule says, and the list shows exactly that", async () => {
  await fc.assert(
    fc.asyncProperty(randomShares(shareWorld, boards), async (shares) => {
      await writeShares(shareWorld, shares);
      for (const person of shareWorld.people) {
        const expected = boards.map((board) => naiveLevel(shareWorld, person, board, shares));
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
