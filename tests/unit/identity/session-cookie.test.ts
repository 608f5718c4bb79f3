import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sessionCookieName, sessionCookieOf, sessionIdFromCookie, sessionSecret } from "@/lib/identity/session-cookie";
import { uuidv7 } from "@/lib/uuid";

const before = { ...process.env };

beforeEach(() => {
  process.env.NEXTAUTH_SECRET = "a secret for this test";
  process.env.NEXTAUTH_URL = "http://localhost:3000";
});
afterEach(() => {
  process.env = { ...before };
});

test("a cookie made with our secret names its session", async () => {
  const sid = uuidv7();
  expect(await sessionIdFromCookie(await encode({ token: { sid }, secret: sessionSecret() }))).toBe(sid);
});

test("a forged, expired, empty or foreign cookie names nobody", async () => {
  const sid = uuidv7();
  expect(await sessionIdFromCookie(await encode({ token: { sid }, secret: "another secret" }))).toBeNull();
  expect(await sessionIdFromCookie(await encode({ token: { sid }, secret: sessionSecret(), maxAge: -60 }))).toBeNull();
  expect(await sessionIdFromCookie(await encode({ token: { sid: "x" }, secret: sessionSecret() }))).toBeNull();
  expect(await sessionIdFromCookie("rubbish")).toBeNull();
  expect(await sessionIdFromCookie("")).toBeNull();
});

test("cookies are Secure when and only when people come over https", () => {
  expect(sessionCookieName()).toBe("next-auth.session-token");
  process.env.NEXTAUTH_URL = "https://bulkhead.example.com";
  expect(sessionCookieName()).toBe("__Secure-next-auth.session-token");
});

test("the session cookie is found among others, and not by a name that only ends alike", () => {
  const request = (cookie: string) => new Request("http://localhost:3000/", { headers: { cookie } });
  expect(sessionCookieOf(request("a=1; next-auth.session-token=abc; b=2"))).toBe("abc");
  expect(sessionCookieOf(request("x-next-auth.session-token=abc"))).toBeNull();
});
