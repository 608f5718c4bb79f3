import { expect, type FrameLocator, type Locator, type Page, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { type HostServer, startHostServer } from "./host-server";
import { asAdmin, post, tenantOf } from "./portal-api";
import { askRawData } from "./raw-data";
import { signIn } from "./sign-in";

const title = "Out of California";
const titles = ["Flights", "Flights by month", "Busy airports", "How far", "Late ones", "What this is"];
const kept = "({{ filter.to_state.any }} OR destination_state = {{ filter.to_state }})";

let host: HostServer;

test.beforeAll(async () => {
  host = await startHostServer();
});

test.afterAll(() => host.close());

const person = (role: string) => {
  const found = demo().users.find((user) => user.role === role && user.email.includes("@california."));
  if (!found) throw new Error(`The demo has no ${role} in California`);
  return found;
};

type Place = Page | FrameLocator;
const drawn = (place: Place, name: string): Locator =>
  place.locator("section[data-card-id]").filter({ has: place.getByRole("heading", { name, exact: true }) });
const isReady = (place: Place, name: string) =>
  expect(drawn(place, name)).toHaveAttribute("data-state", "ready", { timeout: 30_000 });

/** As the raw files count them: all flights out of California, or those to one state. */
async function flightsTo(state?: string): Promise<string> {
  const to = state ? `AND f.destination IN (SELECT iata FROM airports WHERE state = '${state}')` : "";
  const rows = `FROM flights f JOIN airports a ON a.iata = f.origin WHERE a.state = 'CA' ${to}`;
  return Number((await askRawData(`SELECT count(*) AS n ${rows}`)).n).toLocaleString("en-US");
}

async function declareFilter(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Filters", exact: true }).click();
  await page.getByRole("button", { name: "Add a filter" }).click();
  const panel = page.getByRole("region", { name: "Dashboard", exact: true });
  await panel.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Choice from a list" }).click();
  await panel.getByRole("textbox", { name: "Label" }).fill("To state");
  await panel.getByRole("textbox", { name: "Name in queries" }).fill("to_state");
  await panel.getByRole("checkbox", { name: "Offer the values of a column" }).click();
  await panel.getByRole("combobox", { name: "Connection" }).click();
  await page.getByRole("option", { name: "Shared files" }).click();
  await panel.getByRole("combobox", { name: "Table" }).fill("flights");
  await page.getByRole("option", { name: "flights", exact: true }).click();
  await panel.getByRole("combobox", { name: "Column" }).fill("destination_state");
  await page.getByRole("option", { name: "destination_state", exact: true }).click();
}

async function addCard(page: Page, kind: string, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: kind }).click();
  await page.getByRole("tab", { name: "Card", exact: true }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(name);
}

async function addSqlCard(page: Page, kind: string, name: string, sql: string): Promise<void> {
  await addCard(page, kind, name);
  await page.getByRole("tab", { name: "Data", exact: true }).click();
  await page.getByRole("radiogroup", { name: "Rows come from" }).getByText("SQL", { exact: true }).click();
  await page.getByRole("combobox", { name: "Connection" }).click();
  await page.getByRole("option", { name: "Shared files" }).click();
  await page.getByRole("textbox", { name: /^SQL of/ }).click();
  await page.keyboard.insertText(sql);
  await page.keyboard.press("ControlOrMeta+Enter");
  await isReady(page, name);
}

async function addDomainCard(page: Page, kind: string, name: string, fields: readonly string[]): Promise<void> {
  await addCard(page, kind, name);
  await page.getByRole("tab", { name: "Data", exact: true }).click();
  await page.getByRole("radiogroup", { name: "Rows come from" }).getByText("Domain", { exact: true }).click();
  const panel = page.getByRole("region", { name: "Card", exact: true });
  await panel.getByRole("combobox", { name: "Domain" }).click();
  await page.getByRole("option", { name: "Flights", exact: true }).click();
  const flights = panel.getByRole("region", { name: "Flights", exact: true });
  for (const field of fields) await flights.getByRole("button", { name: new RegExp(`^\\w+ ${field}$`) }).click();
  await panel.getByRole("button", { name: "Add a condition" }).click();
  await panel.getByRole("combobox", { name: "Field", exact: true }).click();
  await page.getByRole("option", { name: "Destination state", exact: true }).click();
  await panel.getByRole("combobox", { name: /^Where the values/ }).click();
  await page.getByRole("option", { name: "Filter to_state" }).click();
  await isReady(page, name);
}

/** All six cards, with every flight; with the filter set, those to Nevada; and with it gone all of them again. */
async function expectFiltering(place: Place): Promise<void> {
  const [all, toNevada] = await Promise.all([flightsTo(), flightsTo("NV")]);
  for (const name of titles.slice(0, 5)) await isReady(place, name);
  await expect(place.getByText("Flights that left California")).toBeVisible();
  await expect(drawn(place, "Flights")).toContainText(all);
  const lateAtFirst = await drawn(place, "Late ones").textContent();
  await place.getByRole("button", { name: "To state: Any" }).click();
  await place.getByRole("option", { name: "Nevada", exact: true }).click();
  await expect(drawn(place, "Flights")).toContainText(toNevada, { timeout: 20_000 });
  await expect.poll(() => drawn(place, "Late ones").textContent(), { timeout: 20_000 }).not.toBe(lateAtFirst);
}

test("a tenant's power user builds six cards over SQL and a domain, filters them, shares them with a group, and its viewer has them in the portal and embedded", async ({
  page,
  browser,
}) => {
  test.setTimeout(90_000);
  const california = tenantOf("california");
  const viewer = person("VIEWER");
  const group = await asAdmin<{ id: string }>("POST", "/api/v1/groups", {
    name: "Out of California crew",
    tenantId: california.id,
  });
  const users = await asAdmin<{ data: { id: string }[] }>("GET", `/api/v1/users?search=${viewer.email}`);
  await asAdmin("POST", `/api/v1/groups/${group.id}/members`, { userIds: users.data.map(({ id }) => id) });

  await signIn(page, person("POWER_USER"));
  await page.goto(`/projects/${demo().projectId}/dashboards`);
  await page.getByRole("button", { name: "New dashboard" }).first().click();
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("button", { name: "Create dashboard" }).click();
  await page.waitForURL(/\/edit$/);
  const address = page.url().replace(/\/edit$/, "");

  await declareFilter(page);
  const where = `FROM flights WHERE ${kept}`;
  await addSqlCard(page, "Number", "Flights", `SELECT count(*) AS flights ${where}`);
  const month = "date_trunc('month', flight_date) AS month";
  const byMonth = `SELECT ${month}, count(*) AS flights ${where} GROUP BY 1 ORDER BY 1`;
  await addSqlCard(page, "Chart", "Flights by month", byMonth);
  const byAirport = `SELECT destination, count(*) AS flights ${where} GROUP BY 1 ORDER BY 2 DESC LIMIT 20`;
  await addSqlCard(page, "Table", "Busy airports", byAirport);
  await addDomainCard(page, "Chart", "How far", ["Haul", "Flights"]);
  await addDomainCard(page, "Number", "Late ones", ["Late flights"]);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Text" }).click();
  await page.getByRole("textbox", { name: "Text" }).fill("Flights that left California");
  await page.getByRole("tab", { name: "Card", exact: true }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("What this is");

  await expect(page.getByRole("status").getByText("Draft saved")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("status").getByText("Published", { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.goto(address);
  await expectFiltering(page);

  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByRole("combobox", { name: "Share with" }).fill("Out of California");
  await page.getByRole("option", { name: /Out of California crew/ }).click();
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByText(/^Shared with/).last()).toBeVisible();

  const looking = await browser.newPage({ baseURL: portalUrl() });
  await signIn(looking, viewer);
  await looking.getByRole("link", { name: title }).click();
  await expect(looking.getByRole("heading", { level: 1 })).toHaveText(title);
  await expectFiltering(looking);
  await expect(looking.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0);

  const { projectId, projectSecret } = demo();
  const answer = await post("/api/v1/token", {
    type: "project",
    projectId,
    projectSecret,
    endUserEmail: viewer.email,
    tenantId: california.id,
    initialDashboardId: address.split("/").at(-1),
  });
  expect(answer.status).toBe(200);
  const { accessToken } = (await answer.json()) as { accessToken: string };
  host.serve("/six", {
    type: "text/html",
    body: `<!doctype html><title>Host</title><div id="one"></div><script src="${portalUrl()}/embed.js"></script>
      <script>Bulkhead.mount(document.getElementById("one"),
        { projectId: ${JSON.stringify(projectId)}, getToken: async () => (${JSON.stringify({ accessToken })}) })</script>`,
  });
  await looking.goto(`${host.origin}/six`);
  const frame = looking.frameLocator("#one iframe");
  await expect(frame.getByRole("heading", { name: title })).toBeVisible({ timeout: 30_000 });
  await expectFiltering(frame);
  await looking.close();
});
