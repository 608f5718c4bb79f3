import { afterEach, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { refreshResponse, tokenResponse } from "@/lib/embed/token-response";
import { runAsAdmin } from "../../support/test-database";
import { createTokenFixture, issued, post } from "./token-fixture";

afterEach(() => shiftClock(0));

const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);

/** The metadata database goes away, and comes back. */
async function without(work: () => Promise<void>): Promise<void> {
  await runAsAdmin(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS false`);
  await runAsAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
  try {
    await work();
  } finally {
    await runAsAdmin(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS true`);
  }
}

test("R26: a token that was good a moment ago opens nothing when nobody can say whether it was revoked", async () => {
  const it = await createTokenFixture();
  const body = { dashboardId: it.shared.id, dashboardSecret: it.shared.secret };
  const token = await issued(body);
  const ask = () =>
    dashboardDataResponse(
      new Request(`http://localhost:3000/api/v1/dashboards/${it.shared.id}/data`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token.accessToken}` },
        body: "{}",
      }),
    );
  expect((await ask()).status).toBe(200);
  await without(async () => {
    shiftClock(5_000);
    const refresh = () => refreshResponse(post("/api/v1/token/refresh", { refreshToken: token.refreshToken }));
    for (const answer of [await ask(), await refresh(), await tokenResponse(post("/api/v1/token", body))]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(await answer.text()).not.toMatch(/postgres|prisma|connection|database|127\.0\.0\.1/i);
    }
  });
  expect((await ask()).status).toBe(200);
});
