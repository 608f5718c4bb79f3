import { expect, test } from "vitest";
import { SharedWork } from "@/lib/engines/duckdb/s3/shared-work";

/** Work that ends when it is told to, and knows whether it was stopped. */
function openWork() {
  const started: AbortSignal[] = [];
  let finish: (value: string) => void = () => {};
  const work = (signal: AbortSignal) => {
    started.push(signal);
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      signal.addEventListener("abort", () => reject(new Error("stopped")));
    });
  };
  return { started, work, finish: (value: string) => finish(value) };
}

function waiter(keepsGoing = false) {
  const controller = new AbortController();
  return { controller, signal: controller.signal, keepsGoing: () => keepsGoing };
}

test("equal work that is wanted at once runs once", async () => {
  const shared = new SharedWork<string>();
  const { started, work, finish } = openWork();
  const both = [shared.join("a", waiter(), work), shared.join("a", waiter(), work)];
  finish("done");
  expect(await Promise.all(both)).toEqual(["done", "done"]);
  expect(started).toHaveLength(1);
});

test("who leaves hears its own reason at once, and the work stops with the last", async () => {
  const shared = new SharedWork<string>();
  const { started, work } = openWork();
  const [one, two] = [waiter(), waiter()];
  const both = [shared.join("a", one, work), shared.join("a", two, work)];
  one.controller.abort(new Error("left first"));
  await expect(both[0]).rejects.toThrow("left first");
  expect(started[0]?.aborted).toBe(false);
  two.controller.abort(new Error("left last"));
  await expect(both[1]).rejects.toThrow("left last");
  expect(started[0]?.aborted).toBe(true);
});

test("who comes after the work was stopped starts it anew", async () => {
  const shared = new SharedWork<string>();
  const { started, work, finish } = openWork();
  const first = waiter();
  const left = shared.join("a", first, work);
  first.controller.abort(new Error("left"));
  const next = shared.join("a", waiter(), work);
  finish("again");
  await expect(left).rejects.toThrow("left");
  expect(await next).toBe("again");
  expect(started).toHaveLength(2);
});

test("work that may go on without anybody does, for whoever comes next", async () => {
  const shared = new SharedWork<string>();
  const { started, work, finish } = openWork();
  const first = waiter(true);
  const left = shared.join("a", first, work);
  first.controller.abort(new Error("out of time"));
  await expect(left).rejects.toThrow("out of time");
  const next = shared.join("a", waiter(), work);
  finish("done");
  expect(await next).toBe("done");
  expect(started).toHaveLength(1);
});
