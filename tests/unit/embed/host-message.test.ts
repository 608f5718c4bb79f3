import { expect, test } from "vitest";
import { parseHostMessage } from "@/app/embed/_viewer/host-message";
import { expired, problemOf } from "@/app/embed/_viewer/problem";
import { DataRequestError } from "@/components/dashboards/card-data";

test("only messages of ours are read", () => {
  for (const data of [null, "bulkhead:host", 7, [], {}, { type: "bulkhead:token", token: "x" }]) {
    expect(parseHostMessage(data)).toBeNull();
  }
});

test("parts of a wrong shape are left out and the rest still counts", () => {
  const message = parseHostMessage({
    type: "bulkhead:host",
    token: { toString: () => "x" },
    theme: ["dark"],
    filters: "state=TX",
    locale: "not a locale",
  });
  expect(message).toEqual({ token: undefined, theme: undefined, filters: undefined, locale: undefined });
  expect(parseHostMessage({ type: "bulkhead:host", token: "x".repeat(5_000) })?.token).toBeUndefined();
  expect(parseHostMessage({ type: "bulkhead:host", token: "a.b.c", theme: "dark", locale: "de" })).toMatchObject({
    token: "a.b.c",
    theme: { mode: "dark" },
    locale: "de",
  });
});

test("each way of not getting a dashboard is one of the quiet states", () => {
  const named = (status: number, code: string) => problemOf(new DataRequestError(status, code, "server's words")).name;
  expect(problemOf(new DataRequestError(401, "unauthenticated", "x"))).toBe(expired);
  expect(named(404, "not_found")).toBe("refused");
  expect(named(403, "forbidden")).toBe("refused");
  expect(named(0, "offline")).toBe("offline");
  expect(named(500, "internal")).toBe("error");
  expect(problemOf(new TypeError("our bug")).name).toBe("error");
});
