import { afterEach, expect, test } from "vitest";
import { noteChange } from "@/lib/audit/recent-changes";
import { now, shiftClock } from "@/lib/clock";
import { findKeptView, keepView, viewName, waitForView } from "@/lib/embed/kept-views";

afterEach(() => shiftClock(0));

const request = { authorization: "Bearer a", address: "/api/v1/dashboards/1/data", body: "{}" };
const name = viewName(request);

/** Keeps a view whose rows or token end in so many milliseconds. */
function keep(endsIn: number): void {
  const decidedAt = now().getTime();
  keepView(name, Buffer.from("{}\n"), { decidedAt, until: decidedAt + endsIn, events: [] });
}

test("a view is found for less than half a second", () => {
  keep(60_000);
  expect(findKeptView(name, false)?.bytes.toString()).toBe("{}\n");
  shiftClock(300);
  expect(findKeptView(name, false)).not.toBeNull();
  shiftClock(510);
  expect(findKeptView(name, false)).toBeNull();
});

test("a view is not found from the moment on that its token or rows end", () => {
  keep(200);
  shiftClock(150);
  expect(findKeptView(name, false)).not.toBeNull();
  shiftClock(200);
  expect(findKeptView(name, false)).toBeNull();
});

test("a clock that goes backwards finds nothing", () => {
  keep(60_000);
  shiftClock(-1_000);
  expect(findKeptView(name, false)).toBeNull();
});

test("a view that was decided before a command of this process is not found after it", () => {
  shiftClock(20_000);
  keep(60_000);
  expect(findKeptView(name, false)).not.toBeNull();
  noteChange();
  expect(findKeptView(name, false)).toBeNull();
});

test("when a view has grown old one decides, and who asks meanwhile finds what was decided", async () => {
  shiftClock(30_000);
  keep(60_000);
  shiftClock(30_600);
  expect(waitForView(name)).toBeNull();
  const waiting = waitForView(name);
  expect(waiting).not.toBeNull();
  const found = waiting?.then(() => findKeptView(name, false));
  keep(60_000);
  expect((await found)?.bytes.toString()).toBe("{}\n");
});

test("nobody waits long for one who decides, and then the next decides", async () => {
  shiftClock(40_000);
  keep(60_000);
  shiftClock(40_600);
  expect(waitForView(name)).toBeNull();
  await waitForView(name);
  expect(findKeptView(name, false)).toBeNull();
  expect(waitForView(name)).toBeNull();
});

test("nobody waits for what was never kept, nor for what a command has ended", () => {
  shiftClock(60_000);
  const other = viewName({ ...request, body: "never" });
  expect([waitForView(other), waitForView(other)]).toEqual([null, null]);
  keep(60_000);
  noteChange();
  expect([waitForView(name), waitForView(name)]).toEqual([null, null]);
});

test("every part of a request makes another name", () => {
  const others = [
    { ...request, authorization: "Bearer b" },
    { ...request, address: "/api/v1/dashboards/2/data" },
    { ...request, body: '{"filters":{}}' },
    { ...request, authorization: "", body: "Bearer a{}" },
  ];
  expect(new Set([name, ...others.map(viewName)]).size).toBe(5);
  expect(name).not.toContain("Bearer");
});
