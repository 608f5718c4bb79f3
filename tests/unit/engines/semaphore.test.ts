import { expect, test } from "vitest";
import { Semaphore } from "@/lib/engines/semaphore";

test("never more holders than places, and places go out in the order they were asked for", async () => {
  const places = new Semaphore(2);
  const order: number[] = [];
  let holders = 0;
  let most = 0;
  await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async (n) => {
      await places.acquire();
      order.push(n);
      holders += 1;
      most = Math.max(most, holders);
      await new Promise((resolve) => setTimeout(resolve, 2));
      holders -= 1;
      places.release();
    }),
  );
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  expect([places.tryAcquire(), places.tryAcquire(), places.tryAcquire()]).toEqual([true, true, false]);
});
