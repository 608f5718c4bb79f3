import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { shiftClock } from "@/lib/clock";
import { requestsPerMinute } from "@/lib/embed/token-rate-limit";
import { tokenResponse } from "@/lib/embed/token-response";
import { createTokenFixture, type TokenFixture } from "./token-fixture";

let it: TokenFixture;

beforeAll(async () => {
  it = await createTokenFixture();
});

afterEach(() => {
  shiftClock(0);
  vi.useRealTimers();
});

const ask = (address: string, body: unknown) =>
  tokenResponse(
    new Request("http://localhost:3000/api/v1/token", {
      method: "POST",
      headers: { "X-Forwarded-For": address },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );

vi.setConfig({ testTimeout: 240_000 });

const good = () => ({ dashboardId: it.shared.id, dashboardSecret: it.shared.secret });

/** However long that takes: the clock stands still, so that all of it falls into one minute. */
async function exhaust(address: () => string, body: unknown): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"] });
  const atOnce = 20;
  for (let count = 0; count < requestsPerMinute; count += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, () => ask(address(), body)));
  }
}

test("an address that asks too often waits, and others do not", async () => {
  await exhaust(() => "192.0.2.1", "not even JSON");
  const refused = await ask("192.0.2.1", good());
  expect(refused.status).toBe(429);
  expect((await refused.json()).error.code).toBe("rate_limited");
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask("192.0.2.2", good())).status).toBe(200);
  shiftClock(61_000);
  expect((await ask("192.0.2.1", good())).status).toBe(200);
});

test("what a client writes in front of its address does not make it another", async () => {
  let count = 0;
  await exhaust(() => {
    count += 1;
    return `203.0.113.${count}, 192.0.2.3`;
  }, "x");
  expect((await ask("198.51.100.9, 192.0.2.3", good())).status).toBe(429);
});

test("a host that asks too often for one dashboard waits, from however many addresses, and may ask for another", async () => {
  let count = 0;
  await exhaust(() => {
    count += 1;
    return `server-${count}`;
  }, good());
  expect((await ask("another server", good())).status).toBe(429);
  const other = { dashboardId: it.everybodys.id, dashboardSecret: it.everybodys.secret };
  expect((await ask("another server", other)).status).toBe(200);
});

test("guessing at a dashboard's secret does not keep its host from asking", async () => {
  const guess = { dashboardId: it.tenants.id, dashboardSecret: "guess" };
  let count = 0;
  await exhaust(() => {
    count += 1;
    return `attacker-${count}`;
  }, guess);
  const host = { dashboardId: it.tenants.id, dashboardSecret: it.tenants.secret, tenantId: it.a.id };
  expect((await ask("the host", host)).status).toBe(200);
});
