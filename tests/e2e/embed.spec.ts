import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { demo, hostUrl, portalUrl } from "../support/product";
import { cardsByTitle, mint, onlyValue, post, tenantOf } from "./portal-api";

const frame = (page: Page) => page.frameLocator("iframe");
const whole = (value: number) => new Intl.NumberFormat("en-US").format(value);

async function flightsOf(key: string): Promise<string> {
  const dashboard = demo().dashboards.rows;
  const cards = await cardsByTitle(dashboard.id, await mint(dashboard, { tenantId: tenantOf(key).id }));
  return whole(onlyValue(cards.get("Flights")));
}

test("the host page shows California its flights and Texas its own", async ({ page }) => {
  const [california, texas] = [await flightsOf("california"), await flightsOf("texas")];
  expect(california).not.toBe(texas);
  await page.goto(`${hostUrl()}/?style=rows&tenant=california`);
  await expect(frame(page).getByText(california, { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await page.getByLabel("Signed in for").selectOption("texas");
  await expect(frame(page).getByText(texas, { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(frame(page).getByText(california, { exact: true })).toHaveCount(0);
});

test("each isolation style draws in the host page", async ({ page }) => {
  await page.goto(`${hostUrl()}/?style=rows&tenant=florida`);
  for (const tab of ["Shared tables", "Schema per tenant", "Files per tenant", "Mixed"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(frame(page).getByRole("heading", { name: "Flights a day" })).toBeVisible({ timeout: 30_000 });
    await expect(frame(page).locator('[data-chart="line"] svg').first()).toBeVisible({ timeout: 30_000 });
  }
});

test("a hidden column is neither on the page nor in what the browser receives", async ({ page }) => {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().startsWith(`${portalUrl()}/api/`)) bodies.push(response.text().catch(() => ""));
  });
  await page.goto(`${hostUrl()}/?style=rows&tenant=california`);
  await expect(frame(page).getByText("Latest bird strikes")).toBeVisible({ timeout: 30_000 });
  await expect(frame(page).getByRole("cell", { name: "California" }).first()).toBeVisible({ timeout: 30_000 });
  await expect(frame(page).getByText(/cost/i)).toHaveCount(0);
  const received = (await Promise.all(bodies)).join("\n");
  expect(received).toContain("wildlife_size");
  expect(received).not.toMatch(/cost_(repair|other|total)/);
});

const deadTokens = [
  { name: "an expired", make: expiredToken },
  { name: "an invalidated", make: invalidatedToken },
  {
    name: "a forged",
    make: async () => forged(await mint(demo().dashboards.rows, { tenantId: tenantOf("texas").id })),
  },
  { name: "no real", make: async () => "not-a-token" },
];

for (const { name, make } of deadTokens) {
  test(`${name} token gets a clear page and no data`, async ({ page }) => {
    test.setTimeout(150_000);
    const data: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith("/data")) data.push(response.status());
    });
    const token = await make();
    await page.goto(`${portalUrl()}/embed/${demo().dashboards.rows.id}#token=${token}`);
    await expect(page.getByRole("status")).toContainText("Access to this dashboard has ended", { timeout: 20_000 });
    expect(data.filter((status) => status === 200)).toEqual([]);
    await expect(page.getByText("Flights a day")).toHaveCount(0);
    expect(page.url()).not.toContain("token=");
  });
}

test("a token of another dashboard gets a clear page and no data", async ({ page }) => {
  const foreign = await mint(demo().dashboards.schemas, { tenantId: tenantOf("texas").id });
  await page.goto(`${portalUrl()}/embed/${demo().dashboards.rows.id}#token=${foreign}`);
  await expect(page.getByRole("status")).toContainText("This dashboard is not available", { timeout: 20_000 });
  await expect(page.getByText("Flights a day")).toHaveCount(0);
});

test("a page on an origin that is not listed cannot frame the embed", async ({ page }) => {
  const token = await mint(demo().dashboards.rows, { tenantId: tenantOf("texas").id });
  const address = `${portalUrl()}/embed/${demo().dashboards.rows.id}#token=${token}`;
  const thief = http.createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><iframe src="${address}" width="900" height="600"></iframe>`);
  });
  await new Promise<void>((resolve) => thief.listen(0, "127.0.0.1", resolve));
  try {
    const refusals: string[] = [];
    page.on("console", (message) => refusals.push(message.text()));
    await page.goto(`http://127.0.0.1:${(thief.address() as AddressInfo).port}/`);
    await expect.poll(() => refusals.join("\n"), { timeout: 15_000 }).toContain("frame-ancestors");
    await expect(frame(page).getByText("Flights a day")).toHaveCount(0);
  } finally {
    thief.close();
  }
});

/** The shortest life a token can have, waited out together with the minute of tolerance for clocks. */
async function expiredToken(): Promise<string> {
  const token = await mint(demo().dashboards.rows, { tenantId: tenantOf("texas").id, tokenExpiry: 1 });
  const headers = { Authorization: `Bearer ${token}` };
  const definition = `${portalUrl()}/api/v1/dashboards/${demo().dashboards.rows.id}`;
  await expect
    .poll(async () => (await fetch(definition, { headers })).status, { timeout: 90_000, intervals: [2_000] })
    .toBe(401);
  return token;
}

async function invalidatedToken(): Promise<string> {
  const token = await mint(demo().dashboards.rows, { tenantId: tenantOf("texas").id });
  expect((await post("/api/v1/invalidate-token", { token })).status).toBeLessThan(300);
  return token;
}

/** The same token with another signature. */
function forged(token: string): string {
  const [header, payload, signature = ""] = token.split(".");
  return [header, payload, [...signature].reverse().join("")].join(".");
}
