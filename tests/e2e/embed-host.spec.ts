import { randomUUID } from "node:crypto";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { createFilteredDashboard, type FilteredDashboard } from "./filtered-dashboard";
import { type HostServer, startHostServer } from "./host-server";
import { cardsByTitle, mint, onlyValue, post, tenantOf } from "./portal-api";

let board: FilteredDashboard;
let host: HostServer;

test.beforeAll(async () => {
  host = await startHostServer();
  board = await createFilteredDashboard("Flights to filter");
});

test.afterAll(() => host.close());

const whole = (value: number, locale = "en-US") => new Intl.NumberFormat(locale).format(value);

async function flightsOf(key: string): Promise<number> {
  return onlyValue((await cardsByTitle(board.id, await tokenFor(key))).get("Flights"));
}

const tokenFor = (key: string, more: object = {}) => mint(board, { tenantId: tenantOf(key).id, ...more });

/** Opens a page of a host whose origin may frame the dashboards; what it does is the script's alone. */
async function openHostPage(page: Page, { script, headers }: { script: string; headers?: Record<string, string> }) {
  const name = `/${randomUUID()}`;
  const body = `<!doctype html><title>Host</title><div id="one"></div><div id="two"></div>
<script src="${portalUrl()}/embed.js"></script><script src="${name}.js"></script>`;
  host.serve(name, { type: "text/html", body, headers });
  host.serve(`${name}.js`, { type: "text/javascript", body: script });
  await page.goto(host.origin + name);
}

/** A host's script that embeds the dashboard in `#one`, with tokens handed out in turn. */
const mountScript = (tokens: readonly string[], options: object = {}) => `
  const tokens = ${JSON.stringify(tokens)};
  window.events = [];
  window.asked = 0;
  window.dashboard = Bulkhead.mount(document.getElementById("one"), {
    dashboardId: ${JSON.stringify(board.id)},
    ...${JSON.stringify(options)},
    getToken: async () => {
      if (window.isHostDown) throw new Error("the host's server is away");
      return { accessToken: tokens[Math.min(window.asked++, tokens.length - 1)] };
    },
    onEvent: (event) => window.events.push(event),
  });`;

const inside = (page: Page, place = "#one"): FrameLocator => page.frameLocator(`${place} iframe`);
const told = (page: Page): Promise<{ name: string; message?: string; filters?: unknown }[]> =>
  page.evaluate(() => (window as unknown as { events: { name: string }[] }).events);
const asked = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { asked: number }).asked);

test("a page with a strict Content-Security-Policy shows the dashboard, and nothing of it is refused", async ({
  page,
}) => {
  const refusals: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) refusals.push(message.text());
  });
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${portalUrl()}`,
    `frame-src ${portalUrl()}`,
    "style-src 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  const script = mountScript([await tokenFor("texas")]);
  await openHostPage(page, { script, headers: { "Content-Security-Policy": policy } });
  await expect(inside(page).getByText(whole(await flightsOf("texas")), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect(refusals).toEqual([]);
  expect((await told(page)).map(({ name }) => name)).toEqual(expect.arrayContaining(["loading", "dashboard", "ready"]));
});

test("two tenants side by side in one page never mix", async ({ page }) => {
  const [california, texas] = [await flightsOf("california"), await flightsOf("texas")];
  const tokens = { one: await tokenFor("california"), two: await tokenFor("texas") };
  await openHostPage(page, {
    script: `for (const [id, accessToken] of Object.entries(${JSON.stringify(tokens)})) {
      Bulkhead.mount(document.getElementById(id), {
        dashboardId: ${JSON.stringify(board.id)},
        getToken: async () => accessToken,
        filters: id === "one" ? { period: "2001-01" } : undefined,
      });
    }`,
  });
  await expect(inside(page, "#two").getByText(whole(texas), { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(inside(page, "#two").getByText(whole(california), { exact: true })).toHaveCount(0);
  // What one host filters by is its own frame's alone.
  await expect(inside(page, "#one").getByRole("button", { name: /^Period: 2001-01$/ })).toBeVisible();
  await expect(inside(page, "#two").getByRole("button", { name: /^Period: All time$/ })).toBeVisible();
  await expect(inside(page, "#one").getByText(whole(texas), { exact: true })).toHaveCount(0);
});

test("mounting, destroying and mounting again, as React's strict mode does, leaves one dashboard and asks once", async ({
  page,
}) => {
  const token = await tokenFor("texas");
  await openHostPage(page, {
    script: `
      window.asked = 0;
      window.events = [];
      const mount = () => Bulkhead.mount(document.getElementById("one"), {
        dashboardId: ${JSON.stringify(board.id)},
        getToken: async () => { window.asked += 1; return ${JSON.stringify(token)}; },
        onEvent: (event) => window.events.push(event),
      });
      const first = mount();
      first.destroy();
      first.destroy();
      mount();
      // A second one in the same place takes the first one's.
      window.dashboard = mount();`,
  });
  await expect(inside(page).getByText(whole(await flightsOf("texas")), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.locator("#one iframe")).toHaveCount(1);
  expect(await asked(page)).toBe(1);
  await page.evaluate(() => (window as unknown as { dashboard: { destroy(): void } }).dashboard.destroy());
  await expect(page.locator("#one iframe")).toHaveCount(0);
});

test("an hour passes: the host is asked for the next token before the old one ends, and nothing blinks", async ({
  page,
}) => {
  await page.clock.install();
  // Only the browser's clock is moved: what the host's server would mint in an hour has to last from now on.
  const tokens = [await tokenFor("texas"), await tokenFor("texas", { tokenExpiry: 7_200 })];
  await openHostPage(page, { script: mountScript(tokens) });
  const figure = inside(page).getByText(whole(await flightsOf("texas")), { exact: true });
  await expect(figure).toBeVisible({ timeout: 30_000 });
  expect(await asked(page)).toBe(1);
  await page.clock.fastForward("58:00");
  expect(await asked(page)).toBe(1);
  await page.clock.fastForward("01:30");
  await expect.poll(() => asked(page)).toBe(2);
  await page.clock.fastForward("50:00");
  await expect(figure).toBeVisible();
  expect((await told(page)).filter(({ name }) => name === "expired")).toEqual([]);
});

test("a host whose server is away tells so in words, is asked again, and the dashboard comes when it is back", async ({
  page,
}) => {
  const token = await tokenFor("texas");
  await openHostPage(page, { script: `window.isHostDown = true;\n${mountScript([token])}` });
  await expect
    .poll(async () => (await told(page)).find(({ name }) => name === "error")?.message, { timeout: 20_000 })
    .toContain("the host's server is away");
  await page.evaluate(() => {
    (window as unknown as { isHostDown: boolean }).isHostDown = false;
    window.dispatchEvent(new Event("online"));
  });
  await expect(inside(page).getByText(whole(await flightsOf("texas")), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
});

test("without a network the last data stays and says so; with it, it is loaded again", async ({ page, context }) => {
  await openHostPage(page, { script: mountScript([await tokenFor("texas")]) });
  const figure = inside(page).getByText(whole(await flightsOf("texas")), { exact: true });
  await expect(figure).toBeVisible({ timeout: 30_000 });
  await context.setOffline(true);
  await inside(page).getByRole("button", { name: "Refresh" }).click();
  await expect(inside(page).getByText("The connection was lost.", { exact: false })).toBeVisible();
  await expect(figure).toBeVisible();
  await context.setOffline(false);
  await expect(inside(page).getByText(/^As of /)).toBeVisible({ timeout: 20_000 });
});

test("a host chooses German and its own words, by numbers and by sentence", async ({ page }) => {
  const options = { locale: "de-DE", messages: { resetFilters: "Alles auf Anfang" } };
  await openHostPage(page, { script: mountScript([await tokenFor("texas")], options) });
  const flights = whole(await flightsOf("texas"), "de-DE");
  await expect(inside(page).getByText(flights, { exact: true })).toBeVisible({ timeout: 30_000 });
  await inside(page).getByRole("button", { name: "Period: Gesamter Zeitraum" }).click();
  await inside(page).getByRole("option", { name: "Letzte 7 Tage" }).click();
  await expect(inside(page).getByRole("button", { name: "Alles auf Anfang" })).toBeVisible();
  await expect(inside(page).locator("html")).toHaveAttribute("lang", "de-DE");
});

test("a bar that is clicked filters the dashboard, tells the host, and is taken back by its chip", async ({ page }) => {
  await openHostPage(page, { script: mountScript([await tokenFor("texas")]) });
  const frame = inside(page);
  const all = whole(await flightsOf("texas"));
  await expect(frame.getByText(all, { exact: true })).toBeVisible({ timeout: 30_000 });
  const card = frame.locator("section", { has: page.getByRole("heading", { name: "Flights by destination" }) });
  // The table behind the drawing is how the keyboard gets to its values.
  const value = card.getByRole("button", { name: "Texas", exact: true });
  await value.focus();
  await page.keyboard.press("Enter");
  const chip = frame.getByRole("button", { name: "Remove Destination: Texas" });
  await expect(chip).toBeVisible();
  await expect(frame.getByText(all, { exact: true })).toHaveCount(0);
  await expect
    .poll(async () => (await told(page)).filter(({ name }) => name === "filters").at(-1)?.filters)
    .toEqual({
      destination: ["Texas"],
    });
  await chip.click();
  await expect(frame.getByText(all, { exact: true })).toBeVisible({ timeout: 20_000 });
});

test("a filter's list holds what the viewer may read, narrowed by another one, and several can be chosen", async ({
  page,
}) => {
  await openHostPage(page, { script: mountScript([await tokenFor("texas")]) });
  const frame = inside(page);
  await frame.getByRole("button", { name: "Destination: Any" }).click({ timeout: 30_000 });
  await frame.getByRole("checkbox", { name: "Nevada" }).check();
  await frame.getByRole("checkbox", { name: "Arizona" }).check();
  await page.keyboard.press("Escape");
  await expect(frame.getByRole("button", { name: "Destination: Nevada, Arizona" })).toBeVisible();
  await frame.getByRole("button", { name: "Airport: Any" }).click();
  await expect(frame.getByRole("option", { name: "LAS", exact: true })).toBeVisible();
  await expect(frame.getByRole("option", { name: "DFW", exact: true })).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await frame.getByRole("tab", { name: "Details" }).click();
  await expect(frame.getByRole("heading", { name: "Busiest airports" })).toBeVisible();
  await expect(frame.getByRole("heading", { name: "Flights", exact: true })).toHaveCount(0);
});

test("a locked filter is not shown, and holds against the page, the address bar of the API and another value", async ({
  page,
}) => {
  const token = await tokenFor("texas", { params: { destination: ["Nevada"] } });
  const locked = onlyValue((await cardsByTitle(board.id, token)).get("Flights"));
  expect(locked).toBeLessThan(await flightsOf("texas"));
  await openHostPage(page, { script: mountScript([token]) });
  const frame = inside(page);
  await expect(frame.getByText(whole(locked), { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(frame.getByRole("button", { name: /^Destination/ })).toHaveCount(0);
  await expect(frame.getByRole("button", { name: "Texas", exact: true })).toHaveCount(0);
  const authorization = { Authorization: `Bearer ${token}` };
  for (const destination of [["Texas"], ["Nevada", "Texas"], "Texas", null]) {
    const answer = await post(`/api/v1/dashboards/${board.id}/data`, { filters: { destination } }, authorization);
    expect(answer.status, JSON.stringify(destination)).toBe(400);
  }
});

test("a project's token shows the dashboards that reach its person, to go from one to the other", async ({ page }) => {
  const { projectId, projectSecret } = demo();
  const other = await createFilteredDashboard("Another board");
  const answer = await post("/api/v1/token", {
    type: "project",
    projectId,
    projectSecret,
    endUserEmail: "navigating@texas.example",
    tenantId: tenantOf("texas").id,
    autoCreateEndUser: true,
    dashboardIds: [board.id, other.id],
    initialDashboardId: board.id,
  });
  expect(answer.status).toBe(200);
  const { accessToken } = (await answer.json()) as { accessToken: string };
  await openHostPage(page, { script: mountScript([accessToken], { dashboardId: null, projectId }) });
  const frame = inside(page);
  const navigation = frame.getByRole("navigation", { name: "Dashboards" });
  await expect(navigation.getByRole("button")).toHaveCount(2, { timeout: 30_000 });
  await expect(frame.getByRole("heading", { name: board.title })).toBeVisible();
  await navigation.getByRole("button", { name: other.title }).click();
  await expect(frame.getByRole("heading", { name: other.title })).toBeVisible();
  await expect.poll(async () => (await told(page)).filter(({ name }) => name === "dashboard").length).toBe(2);
});
