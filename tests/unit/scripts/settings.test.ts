import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSettings } from "../../../scripts/bootstrap/settings.mjs";

beforeEach(() => {
  for (const name of ["PORT", "BULKHEAD_DEMO_HOST_PORT", "DATABASE_URL", "BULKHEAD_DEMO", "NEXTAUTH_URL"]) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(() => vi.unstubAllEnvs());

test("the demo fills the embedded database, and one of the user's own only when asked", () => {
  expect(readSettings().demo).toBe(true);
  vi.stubEnv("DATABASE_URL", "postgresql://db.example/bulkhead");
  expect(readSettings().demo).toBe(false);
  vi.stubEnv("BULKHEAD_DEMO", "1");
  expect(readSettings().demo).toBe(true);
});

test("the portal's address follows PORT unless it is given", () => {
  vi.stubEnv("PORT", "8080");
  expect(readSettings().portalUrl).toBe("http://localhost:8080");
  vi.stubEnv("NEXTAUTH_URL", "https://bi.example/");
  expect(readSettings().portalUrl).toBe("https://bi.example");
});

test("a port that is none, and one port for both pages, are refused by name", () => {
  vi.stubEnv("PORT", "eighty");
  expect(() => readSettings()).toThrow('PORT is "eighty"');
  vi.stubEnv("PORT", "3001");
  expect(() => readSettings()).toThrow("PORT and BULKHEAD_DEMO_HOST_PORT are both 3001");
});
