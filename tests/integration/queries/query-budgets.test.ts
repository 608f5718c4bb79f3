import { afterEach, beforeAll, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import type { Actor } from "@/lib/identity/actor";
import { queryPlaces } from "@/lib/queries/query-places";
import { querySettings } from "@/lib/queries/query-settings";
import { runQuery } from "@/lib/queries/run-query";
import { createPostgresSource } from "@/tests/support/data-sources";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let connectionId: string;
const settings = querySettings();
const { places } = settings;

beforeAll(async () => {
  world = await createWorld();
  const { id } = await createConnection(world.admin, {
    projectId: world.project.id,
    name: "Sales",
    settings: { engine: "POSTGRES", url: (await createPostgresSource()).url },
  });
  connectionId = id;
  await refreshCatalog(world.admin, id);
  await setTableExposures(world.admin, id, { exposure: "SHARED" });
});

/** Set by each test for its slow queries, so that none outlives it. */
let left = new AbortController();

afterEach(async () => {
  left.abort();
  left = new AbortController();
  settings.places = places;
  await expect.poll(() => queryPlaces().usage(), patience).toEqual({ running: 0, waiting: 0 });
});

/** A thousand million rows to count: ends only by being cancelled. Each is a question of its own. */
function slow(actor: Actor, number: number) {
  const tables = Array.from({ length: 30 }, (_, n) => `airports t${n}`).join(", ");
  const sql = `SELECT count(*) AS n${number} FROM ${tables}`;
  const run = runQuery(actor, { connectionId, sql, purpose: "card", signal: left.signal });
  run.catch(() => {});
  return run;
}

const quick = (actor: Actor, number: number) =>
  runQuery(actor, { connectionId, sql: `SELECT count(*) AS n${number} FROM airports`, purpose: "card" });

/** Only for how long a test waits before it fails. */
const patience = { timeout: 30_000 };
const numbers = (length: number) => Array.from({ length }, (_, n) => n);
const waiting = () => queryPlaces().usage().waiting;

test("a tenant with many slow queries does not keep another's waiting, nor the organization's", async () => {
  let slowOnesDone = 0;
  for (const number of numbers(40)) {
    void slow(world.california.viewer, number).then(
      () => (slowOnesDone += 1),
      () => (slowOnesDone += 1),
    );
  }
  await expect.poll(waiting, patience).toBeGreaterThan(30);
  const others = [world.texas.viewer, world.admin].flatMap((actor) =>
    numbers(20).map((number) => quick(actor, number)),
  );
  expect(await Promise.all(others)).toHaveLength(40);
  expect(slowOnesDone).toBe(0);
});

test("two tenants with slow queries leave each other their share, and take turns in what is free", async () => {
  settings.places = { ...places, perParty: 2 };
  for (const number of numbers(10)) void slow(world.california.viewer, number);
  for (const number of numbers(10)) void slow(world.texas.viewer, number);
  await expect.poll(waiting, patience).toBe(16);
  expect(queryPlaces().usage().running).toBe(4);
  expect((await quick(world.admin, 1)).rowCount).toBe(1);
});

test("beyond what may wait a tenant is told so in fixed words, and nobody else is", async () => {
  settings.places = { ...places, perParty: 1, waitingPerParty: 3 };
  for (const number of numbers(4)) void slow(world.california.viewer, number);
  await expect.poll(waiting, patience).toBe(3);
  await expect(quick(world.california.viewer, 99)).rejects.toMatchObject({
    code: "rate_limited",
    message: "Too many queries are waiting, try again in a moment",
  });
  expect((await quick(world.texas.viewer, 99)).rowCount).toBe(1);
});

test("equal questions take one place, however many ask", async () => {
  settings.places = { ...places, perParty: 1, waitingPerParty: 0 };
  const asked = numbers(30).map(() => slow(world.california.viewer, 1));
  await expect.poll(() => queryPlaces().usage(), patience).toEqual({ running: 1, waiting: 0 });
  left.abort();
  const outcomes = await Promise.allSettled(asked);
  const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "answered"));
  expect(new Set(codes)).toEqual(new Set(["query_timeout"]));
});

test("who leaves while waiting gives up the place in the queue", async () => {
  settings.places = { ...places, perParty: 1 };
  for (const number of numbers(5)) void slow(world.california.viewer, number);
  await expect.poll(waiting, patience).toBe(4);
  left.abort();
  await expect.poll(() => queryPlaces().usage(), patience).toEqual({ running: 0, waiting: 0 });
  left = new AbortController();
  expect((await quick(world.california.viewer, 50)).rowCount).toBe(1);
});
