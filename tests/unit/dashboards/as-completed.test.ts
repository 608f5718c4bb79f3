import { expect, test } from "vitest";
import { asCompleted } from "@/lib/dashboards/as-completed";

const after = (milliseconds: number, value: string) => () =>
  new Promise<string>((resolve) => setTimeout(() => resolve(value), milliseconds));

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test("results come in the order in which they are ready, each once", async () => {
  const tasks = [after(60, "slow"), after(5, "quick"), after(25, "middle")];
  expect(await collect(asCompleted(tasks, 3))).toEqual(["quick", "middle", "slow"]);
});

test("never more run at once than allowed", async () => {
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  };
  expect(await collect(asCompleted(Array(10).fill(task), 3))).toHaveLength(10);
  expect(most).toBe(3);
});

test("what has not begun when the reader leaves never begins", async () => {
  const begun: number[] = [];
  const tasks = [1, 2, 3, 4].map((index) => async () => begun.push(index));
  for await (const _ of asCompleted(tasks, 1)) break;
  expect(begun).toEqual([1]);
});
