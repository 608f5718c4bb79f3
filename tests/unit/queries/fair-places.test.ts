import { afterEach, expect, test } from "vitest";
import { type Deadline, startDeadline } from "@/lib/engines/deadline";
import { FairPlaces, type PlaceLimits, type PlaceRequest } from "@/lib/queries/fair-places";

const limits: PlaceLimits = { total: 4, perParty: 3, waitingPerParty: 5, waitingTotal: 100 };
const deadlines: Deadline[] = [];
afterEach(() => {
  for (const deadline of deadlines.splice(0)) deadline.end();
});

function deadline(signal?: AbortSignal, timeoutMilliseconds = 60_000): Deadline {
  const started = startDeadline({ timeoutMilliseconds, signal });
  deadlines.push(started);
  return started;
}

/** Asks for places and notes who has got in, in their order. */
function house(changed: Partial<PlaceLimits> = {}) {
  const places = new FairPlaces(() => ({ ...limits, ...changed }));
  const inside: string[] = [];
  const doors = new Map<string, () => void>();
  const ask = (name: string, request: Partial<PlaceRequest> = {}) =>
    places.take({ party: name[0] ?? "", source: name, sourcePlaces: 100, ...request }, deadline()).then((leave) => {
      inside.push(name);
      doors.set(name, leave);
    });
  const leave = async (name: string) => {
    doors.get(name)?.();
    await settled();
  };
  return { places, inside, ask, leave };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("no party holds more than its own places, and all together no more than there are", async () => {
  const { inside, ask } = house();
  for (const name of ["a1", "a2", "a3", "a4", "b1", "b2"]) void ask(name);
  await settled();
  expect(inside).toEqual(["a1", "a2", "a3", "b1"]);
});

test("a free place goes to the party that holds fewest, then to who has waited longest", async () => {
  const { inside, ask, leave } = house({ total: 3 });
  for (const name of ["a1", "a2", "a3", "a4", "a5", "b1", "b2", "c1"]) void ask(name);
  await settled();
  expect(inside).toEqual(["a1", "a2", "a3"]);
  await leave("a1");
  await leave("a2");
  await leave("a3");
  expect(inside.slice(3)).toEqual(["b1", "c1", "a4"]);
});

test("nobody can take all of a source, and who waits for one keeps nobody from another", async () => {
  const { inside, ask } = house({ total: 100, perParty: 100 });
  const crowded = { source: "shared", sourcePlaces: 3 };
  for (const name of ["a1", "a2", "a3", "b1", "c1"]) void ask(name, crowded);
  void ask("a4", { source: "another" });
  await settled();
  expect(inside).toEqual(["a1", "a2", "b1", "a4"]);
});

test("a source with a single place is used one after the other", async () => {
  const { inside, ask, leave } = house();
  for (const name of ["a1", "b1"]) void ask(name, { source: "one", sourcePlaces: 1 });
  await settled();
  expect(inside).toEqual(["a1"]);
  await leave("a1");
  expect(inside).toEqual(["a1", "b1"]);
});

test("beyond what may wait the answer is rate_limited at once, for that party alone", async () => {
  const { ask } = house({ total: 1, waitingPerParty: 1 });
  void ask("a1");
  void ask("a2");
  await expect(ask("a3")).rejects.toMatchObject({ code: "rate_limited" });
  await expect(Promise.race([ask("b1").then(() => "in"), settled().then(() => "waits")])).resolves.toBe("waits");
});

test("who leaves while waiting takes no place, and is told why", async () => {
  const { places, ask, leave, inside } = house({ total: 1 });
  void ask("a1");
  const left = new AbortController();
  const waiting = places.take({ party: "b", source: "b", sourcePlaces: 1 }, deadline(left.signal));
  left.abort();
  await expect(waiting).rejects.toMatchObject({ code: "query_timeout" });
  await expect(places.take({ party: "b", source: "b", sourcePlaces: 1 }, deadline(undefined, 1))).rejects.toMatchObject(
    { code: "query_timeout" },
  );
  void ask("c1");
  await leave("a1");
  expect(inside).toEqual(["a1", "c1"]);
  await leave("c1");
  expect(places.usage()).toEqual({ running: 0, waiting: 0 });
});

test("a place that is given back twice is one place", async () => {
  const { places, inside, ask } = house({ total: 1 });
  const leave = await places.take({ party: "a", source: "a", sourcePlaces: 9 }, deadline());
  leave();
  leave();
  for (const name of ["b1", "c1"]) void ask(name);
  await settled();
  expect(inside).toEqual(["b1"]);
});

test("after any mixture of coming and going nothing is held", async () => {
  const { places, ask, leave } = house({ waitingPerParty: 100 });
  const names = Array.from({ length: 60 }, (_, n) => `${"abc"[n % 3]}${n}`);
  const asked = names.map((name) => ask(name, { source: name.slice(-1), sourcePlaces: 2 }));
  for (let round = 0; round < names.length; round += 1) {
    for (const name of names) await leave(name);
    if (places.usage().running === 0) break;
  }
  await Promise.all(asked);
  for (const name of names) await leave(name);
  expect(places.usage()).toEqual({ running: 0, waiting: 0 });
});
