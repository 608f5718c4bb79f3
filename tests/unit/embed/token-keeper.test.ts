import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTokenKeeper, type TokenKeeper } from "@/app/embed/_viewer/token-keeper";

const told: string[] = [];
let keeper: TokenKeeper;
let hasHost = true;

const token = (scope: string, times: { issued: number; expires: number }) => {
  const claims = { scp: scope, iat: times.issued, exp: times.expires };
  return `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
};
const nowSeconds = () => Math.floor(Date.now() / 1000);
const hourLong = (scope = "a", from = nowSeconds()) => token(scope, { issued: from, expires: from + 3_600 });

/** What was told, one after the other: asking again tells nothing new. */
const story = () => told.filter((one, index) => one !== told[index - 1]);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  vi.stubGlobal("window", globalThis);
  told.length = 0;
  hasHost = true;
  keeper = createTokenKeeper({
    ask: (reason) => {
      told.push(reason);
      return hasHost;
    },
    onExpired: () => told.push("expired"),
    onOtherScope: () => told.push("other scope"),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the host is asked a minute before the end, and the end comes when it does not answer", () => {
  expect(keeper.accept(hourLong())).toBe(true);
  vi.advanceTimersByTime(3_539_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual(["expiring"]);
  vi.advanceTimersByTime(60_000);
  expect(story()).toEqual(["expiring", "expired"]);
  vi.advanceTimersByTime(60_000);
  expect(told.at(-1)).toBe("expired");
});

test("a host whose network was away is asked again until the end, and no more once it has answered", () => {
  keeper.accept(hourLong());
  vi.advanceTimersByTime(3_541_000);
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual(["expiring", "expiring", "expiring"]);
  keeper.renewIfDue();
  expect(told).toHaveLength(4);
  keeper.accept(hourLong());
  vi.advanceTimersByTime(3_000_000);
  keeper.renewIfDue();
  expect(told).toHaveLength(4);
});

test("a renewed token starts the time anew", () => {
  keeper.accept(hourLong());
  vi.advanceTimersByTime(3_550_000);
  expect(keeper.accept(hourLong())).toBe(false);
  vi.advanceTimersByTime(3_500_000);
  expect(story()).toEqual(["expiring"]);
});

test("a clock that is a day off neither ends a fresh token nor keeps it for ever", () => {
  for (const offset of [-86_400, 86_400]) {
    told.length = 0;
    keeper.accept(hourLong("a", nowSeconds() + offset));
    vi.advanceTimersByTime(3_500_000);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(200_000);
    expect(story()).toEqual(["expiring", "expired"]);
  }
});

test("R10: a token of another scope is never put in the place of the one before", () => {
  const first = hourLong("a");
  keeper.accept(first);
  keeper.accept(hourLong("b"));
  expect(told).toEqual(["other scope"]);
  expect(keeper.current()).toBe(first);
});

test("a refused token waits for the host's next one, and gives up", async () => {
  const first = hourLong();
  keeper.accept(first);
  const next = keeper.after(first);
  const second = hourLong("a", nowSeconds() + 1);
  keeper.accept(second);
  expect(await next).toBe(second);
  expect(await keeper.after(first)).toBe(second);
  const never = keeper.after(second);
  vi.advanceTimersByTime(15_001);
  await expect(never).rejects.toMatchObject({ status: 401 });
  hasHost = false;
  await expect(keeper.after(second)).rejects.toMatchObject({ status: 401 });
});
