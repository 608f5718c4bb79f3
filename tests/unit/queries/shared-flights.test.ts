import { expect, test } from "vitest";
import { SharedFlights } from "@/lib/queries/shared-flights";

/** Work that ends when the test says so. */
function held() {
  const started: AbortSignal[] = [];
  const ends: { resolve: (value: number) => void; reject: (reason: unknown) => void }[] = [];
  const work = (signal: AbortSignal) => {
    started.push(signal);
    return new Promise<number>((resolve, reject) => ends.push({ resolve, reject }));
  };
  return { started, ends, work };
}

test("equal work at the same time is done once, and each is told whether they began it", async () => {
  const flights = new SharedFlights<number>();
  const { started, ends, work } = held();
  const all = [flights.join("a", work), flights.join("a", work), flights.join("b", work)];
  expect(started).toHaveLength(2);
  ends[0]?.resolve(1);
  ends[1]?.resolve(2);
  expect(await Promise.all(all)).toEqual([
    { value: 1, joined: false },
    { value: 1, joined: true },
    { value: 2, joined: false },
  ]);
});

test("when it has ended the next one does it anew, after a failure as well", async () => {
  const flights = new SharedFlights<number>();
  const { started, ends, work } = held();
  const failing = [flights.join("a", work), flights.join("a", work)];
  ends[0]?.reject(new Error("failed"));
  for (const one of failing) await expect(one).rejects.toThrow("failed");
  const next = flights.join("a", work);
  expect(started).toHaveLength(2);
  ends[1]?.resolve(5);
  expect(await next).toEqual({ value: 5, joined: false });
});

test("who leaves goes at once, and the work goes on for the others", async () => {
  const flights = new SharedFlights<number>();
  const { started, ends, work } = held();
  const leaving = new AbortController();
  const first = flights.join("a", work, leaving.signal);
  const second = flights.join("a", work);
  leaving.abort();
  await expect(first).rejects.toMatchObject({ code: "query_timeout" });
  expect(started[0]?.aborted).toBe(false);
  ends[0]?.resolve(1);
  expect((await second).value).toBe(1);
});

test("when all have left the work is aborted, and nobody joins what is being aborted", async () => {
  const flights = new SharedFlights<number>();
  const { started, ends, work } = held();
  const leaving = [new AbortController(), new AbortController()];
  const gone = leaving.map(({ signal }) => flights.join("a", work, signal));
  for (const one of leaving) one.abort();
  for (const one of gone) await expect(one).rejects.toMatchObject({ code: "query_timeout" });
  expect(started[0]?.aborted).toBe(true);
  const next = flights.join("a", work);
  expect(started).toHaveLength(2);
  ends[0]?.reject(new Error("cancelled"));
  ends[1]?.resolve(2);
  expect(await next).toEqual({ value: 2, joined: false });
});

test("who has left before begins nothing", async () => {
  const { started, work } = held();
  await expect(new SharedFlights<number>().join("a", work, AbortSignal.abort())).rejects.toMatchObject({
    code: "query_timeout",
  });
  expect(started).toEqual([]);
});
