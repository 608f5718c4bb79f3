import { afterEach, beforeEach, expect, test } from "vitest";
import { noteChange } from "@/lib/audit/recent-changes";
import { RecentReads } from "@/lib/audit/recent-reads";
import { shiftClock } from "@/lib/clock";

/** Each test begins long after what the one before has changed. */
let hour = 0;
beforeEach(() => {
  hour += 3_600_000;
  shiftClock(hour);
});
afterEach(() => shiftClock(hour));

function counted() {
  let number = 0;
  return async () => {
    number += 1;
    return number;
  };
}

test("what was read is told again for less than 5 s, to each name its own", async () => {
  const reads = new RecentReads<number>(10);
  const read = counted();
  expect([await reads.get("a", read), await reads.get("a", read), await reads.get("b", read)]).toEqual([1, 1, 2]);
  shiftClock(hour + 4_000);
  expect(await reads.get("a", read)).toBe(1);
  shiftClock(hour + 5_000);
  expect(await reads.get("a", read)).toBe(3);
});

test("after a command of this process it is read anew, until the command must have ended", async () => {
  const reads = new RecentReads<number>(10);
  const read = counted();
  await reads.get("a", read);
  noteChange();
  expect([await reads.get("a", read), await reads.get("a", read)]).toEqual([2, 3]);
  shiftClock(hour + 3_500);
  expect([await reads.get("a", read), await reads.get("a", read)]).toEqual([4, 4]);
});

test("a clock that was put back trusts nothing", async () => {
  const reads = new RecentReads<number>(10);
  const read = counted();
  await reads.get("a", read);
  shiftClock(hour - 1_000);
  expect(await reads.get("a", read)).toBe(2);
});

test("a failure is told to who asked, and nobody else", async () => {
  const reads = new RecentReads<number>(10);
  await expect(reads.get("a", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(await reads.get("a", async () => 7)).toBe(7);
});

test("what is forgotten is read anew, and no more names are kept than allowed", async () => {
  const reads = new RecentReads<number>(2);
  const read = counted();
  await reads.get("a", read);
  reads.forget("a");
  expect(await reads.get("a", read)).toBe(2);
  await reads.get("b", read);
  await reads.get("c", read);
  expect(await reads.get("a", read)).toBe(5);
});
