import { expect, test } from "vitest";
import { startDeadline } from "@/lib/engines/deadline";

const never = new Promise<never>(() => {});

test("whatever is under way is left when the time is over", async () => {
  const deadline = startDeadline({ timeoutMilliseconds: 20 });
  await expect(deadline.race(never)).rejects.toMatchObject({
    code: "query_timeout",
    message: "The query took too long",
  });
  await expect(deadline.race(Promise.resolve("late"))).rejects.toMatchObject({ code: "query_timeout" });
  deadline.end();
});

test("a caller who leaves, before or while it runs, stops it for that reason", async () => {
  const caller = new AbortController();
  const deadline = startDeadline({ timeoutMilliseconds: 10_000, signal: caller.signal });
  const racing = deadline.race(never);
  caller.abort();
  await expect(racing).rejects.toMatchObject({ message: "The query was cancelled" });
  deadline.end();
  const late = startDeadline({ timeoutMilliseconds: 10_000, signal: caller.signal });
  await expect(late.race(never)).rejects.toMatchObject({ message: "The query was cancelled" });
  late.end();
});

test("an ended deadline stops nothing any more", async () => {
  const caller = new AbortController();
  const deadline = startDeadline({ timeoutMilliseconds: 10, signal: caller.signal });
  let stopped = false;
  deadline.onStop(() => {
    stopped = true;
  });
  deadline.end();
  caller.abort();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(stopped).toBe(false);
});
