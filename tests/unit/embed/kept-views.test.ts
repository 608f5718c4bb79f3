import { afterEach, expect, test } from "vitest";
import { noteChange } from "@/lib/audit/recent-changes";
import { now, shiftClock } from "@/lib/clock";
import { findKeptView, keepView, viewName } from "@/lib/embed/kept-views";

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
