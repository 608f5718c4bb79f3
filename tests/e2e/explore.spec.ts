import fs from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { asAdmin } from "./portal-api";
import { askRawData } from "./raw-data";
import { signIn } from "./sign-in";

const person = (role: string, tenant: string) => {
  const found = demo().users.find((user) => user.role === role && user.email.includes(`@${tenant}.`));
  if (!found) throw new Error(`The demo has no ${role} in ${tenant}`);
  return found;
};

const explorePage = () => `/projects/${demo().projectId}/explore`;
const panel = (page: Page) => page.getByRole("region", { name: "What is asked" });
const pick = (page: Page, dataset: string, field: string) =>
  panel(page)
    .getByRole("region", { name: dataset, exact: true })
    .getByRole("button", { name: new RegExp(`^\\w+ ${field}$`) });
const cards = (page: Page) => page.locator("section[data-card-id]");
const drawn = (page: Page, title: string) => cards(page).filter({ has: page.getByRole("heading", { name: title }) });
const isReady = (page: Page, title: string) =>
  expect(drawn(page, title)).toHaveAttribute("data-state", "ready", { timeout: 30_000 });

/** The address of a query of the demo's flights. */
async function asking(query: object): Promise<string> {
  const { data } = await asAdmin<{ data: { id: string }[] }>("GET", "/api/v1/domains?search=Flights");
  return `${explorePage()}?domain=${data[0]?.id}&q=${encodeURIComponent(JSON.stringify(query))}`;
}

const texas = `FROM flights f JOIN airports a ON a.iata = f.origin WHERE a.state = 'TX'`;

async function flightsOfTexas(more = ""): Promise<number> {
  return Number((await askRawData(`SELECT count(*) AS n ${texas} ${more}`)).n);
}

test("a tenant's power user explores a domain by click and by keyboard, and sees their own tenant's numbers", async ({
  page,
}) => {
  test.slow();
  await signIn(page, person("POWER_USER", "texas"));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Explore" }).click();
  await page
    .getByRole("list", { name: "Domains" })
    .getByRole("link", { name: /^Flights/ })
    .click();
  await expect(page.getByText("What would you like to know of Flights?")).toBeVisible();

  await pick(page, "Flights", "Flights").click();
  await isReady(page, "Flights");
  await expect(drawn(page, "Flights")).toContainText((await flightsOfTexas()).toLocaleString("en-US"));
  await expect(page.getByRole("button", { name: "SQL" })).toHaveCount(0);

  await pick(page, "Flights", "Haul").focus();
  await page.keyboard.press("Enter");
  await isReady(page, "Flights by Haul");
  const measures = panel(page).getByRole("region", { name: "Measure", exact: true });
  await pick(page, "Flights", "Average delay").focus();
  await page.keyboard.press("Enter");
  await measures.getByRole("button", { name: "Average delay up" }).focus();
  await page.keyboard.press("Enter");
  await isReady(page, "Average delay and Flights by Haul");

  // Dragged before what is there already, and each step is one of the way back.
  await pick(page, "Flights", "Origin").dragTo(panel(page).getByRole("listitem").filter({ hasText: "Haul" }).first());
  await isReady(page, "Average delay and Flights by Origin and Haul");
  await page.goBack();
  await isReady(page, "Average delay and Flights by Haul");
  await page.goForward();
  await isReady(page, "Average delay and Flights by Origin and Haul");
  await page.goBack();

  // A condition, whose values are offered from one's own rows.
  await panel(page).getByRole("button", { name: "Add a condition" }).click();
  await panel(page).getByRole("combobox", { name: "Field", exact: true }).click();
  await page.getByRole("option", { name: "Destination state", exact: true }).click();
  await panel(page).getByRole("combobox", { name: "Values for Destination state" }).fill("Calif");
  await page.getByRole("option", { name: "California", exact: true }).click();
  const toCalifornia = await flightsOfTexas("AND f.destination IN (SELECT iata FROM airports WHERE state = 'CA')");

  // The address is all of it.
  const address = page.url();
  await page.goto("/account");
  await page.goto(address);
  await isReady(page, "Average delay and Flights by Haul");
  await expect(panel(page).getByText("California", { exact: true }).first()).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  const lines = fs
    .readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toBe("haul,average_delay,flight_count");
  const counted = lines.slice(1).reduce((sum, line) => sum + Number(line.split(",").at(-1)), 0);
  expect(counted).toBe(toCalifornia);
});

test("the rows behind a value are opened from the table", async ({ page }) => {
  await signIn(page, person("POWER_USER", "texas"));
  const [domain] = (await asAdmin<{ data: { id: string; name: string }[] }>("GET", `/api/v1/domains?search=Flights`))
    .data;
  const query = { dimensions: [{ field: "flights.origin" }], measures: ["flights.flight_count"] };
  await page.goto(`${explorePage()}?domain=${domain?.id}&q=${encodeURIComponent(JSON.stringify(query))}`);
  await isReady(page, "Rows");
  await drawn(page, "Rows").getByRole("button", { name: "DFW" }).click();
  await expect(page.getByRole("menuitem", { name: "Only where Origin is DFW" })).toBeVisible();
  await page.getByRole("menuitem").first().click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("cell", { name: "DFW" }).first()).toBeVisible({ timeout: 30_000 });
});

test("an answer is saved as a card, found on its dashboard, and added to it again after somebody else's change", async ({
  page,
}) => {
  test.slow();
  await signIn(page, person("POWER_USER", "texas"));
  const [domain] = (await asAdmin<{ data: { id: string; name: string }[] }>("GET", `/api/v1/domains?search=Flights`))
    .data;
  const query = { dimensions: [{ field: "flights.haul" }], measures: ["flights.flight_count"] };
  await page.goto(`${explorePage()}?domain=${domain?.id}&q=${encodeURIComponent(JSON.stringify(query))}`);
  await isReady(page, "Flights by Haul");
  await page.getByRole("button", { name: "Save as a card" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as a card" });
  await dialog.getByRole("textbox", { name: "Title of the card" }).fill("How far they go");
  await dialog.getByText("A new dashboard", { exact: true }).click();
  await dialog.getByRole("textbox", { name: "Title of the dashboard" }).fill("Explored by Texas");
  await dialog.getByRole("button", { name: "Create dashboard" }).click();
  await page.getByRole("link", { name: "Open the dashboard" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Explored by Texas");
  await isReady(page, "How far they go");
  const dashboardId = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  await page.goBack();
  await isReady(page, "Flights by Haul");
  await page.getByRole("button", { name: "Save as a card" }).click();
  await dialog.getByRole("combobox", { name: "Dashboard", exact: true }).fill("Explored by");
  await page.getByRole("option", { name: /^Explored by Texas/ }).click();
  await page.waitForLoadState("networkidle");
  await asAdmin("PATCH", `/api/v1/dashboards/${dashboardId}`, { title: "Explored in Texas" });
  await dialog.getByRole("button", { name: "Add to dashboard" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Somebody else has changed this dashboard");
  await dialog.getByRole("button", { name: "Add it all the same" }).click();
  await page.getByRole("link", { name: "Open the dashboard" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Explored in Texas");
  await isReady(page, "How far they go");
  await isReady(page, "Flights by Haul");
});

test("an answer is saved to the tab of a dashboard that one chooses", async ({ page }) => {
  const tabs = [
    { id: "first", title: "Overview" },
    { id: "second", title: "Details" },
  ];
  const { id } = await asAdmin<{ id: string }>("POST", "/api/v1/dashboards", {
    projectId: demo().projectId,
    title: "Two tabs to save to",
    tabs,
  });
  await signIn(page, demo().admin);
  await page.goto(await asking({ measures: ["flights.flight_count"] }));
  await isReady(page, "Flights");
  await page.getByRole("button", { name: "Save as a card" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as a card" });
  await dialog.getByRole("combobox", { name: "Dashboard", exact: true }).fill("Two tabs to");
  await page.getByRole("option", { name: /^Two tabs to save to/ }).click();
  await dialog.getByRole("combobox", { name: "Tab" }).click();
  await page.getByRole("option", { name: "Details" }).click();
  await dialog.getByRole("button", { name: "Add to dashboard" }).click();
  await expect(page.getByRole("dialog", { name: "Saved" })).toBeVisible();
  const { cards: saved } = await asAdmin<{ cards: { tabId: string }[] }>("GET", `/api/v1/dashboards/${id}`);
  expect(saved.map(({ tabId }) => tabId)).toEqual(["second"]);
});

test("on a phone the answer comes first, and what is asked is chosen in a sheet over it", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, person("VIEWER", "texas"));
  await page.goto(await asking({ measures: ["flights.flight_count"] }));
  await isReady(page, "Flights");
  await expect(panel(page)).toHaveCount(0);
  const opener = page.getByRole("button", { name: "Choose what is asked" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "What is asked" });
  await pick(page, "Flights", "Haul").click();
  await expect(sheet.getByRole("status")).toContainText("3 rows");
  await sheet.getByRole("button", { name: "Show the answer" }).click();
  await expect(sheet).toHaveCount(0);
  await isReady(page, "Flights by Haul");
  await expect(opener).toBeInViewport();
});

test("R09: a hidden domain is in no list, behind no address and in no search; its managers see it with its SQL", async ({
  browser,
}) => {
  const { id } = await asAdmin<{ id: string }>("POST", "/api/v1/domains", {
    projectId: demo().projectId,
    name: "Hidden from tenants",
  });
  const [tenant, admin] = await Promise.all([
    browser.newPage({ baseURL: portalUrl() }),
    browser.newPage({ baseURL: portalUrl() }),
  ]);
  await signIn(tenant, person("POWER_USER", "texas"));
  await tenant.goto(explorePage());
  await expect(tenant.getByRole("link", { name: /^Flights/ })).toBeVisible();
  await expect(tenant.getByText("Hidden from tenants")).toHaveCount(0);
  await tenant.goto(`${explorePage()}?domain=${id}`);
  await expect(tenant.getByRole("heading", { level: 1 })).toContainText(/not|found/i);
  const search = async (page: Page, words: string) => {
    await page.goto(explorePage());
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("textbox", { name: "Search everything" }).fill(words);
  };
  await search(tenant, "Hidden from");
  await expect(tenant.getByText("Nothing found")).toBeVisible();
  await search(tenant, "Wildlife");
  await tenant.getByRole("button", { name: /Wildlife safety/ }).click();
  await expect(tenant.getByText("What would you like to know of Wildlife safety?")).toBeVisible();

  await signIn(admin, demo().admin);
  await admin.goto(explorePage());
  await expect(admin.getByRole("link", { name: /^Hidden from tenants/ })).toBeVisible();
  await admin.getByRole("link", { name: /^Flights/ }).click();
  await pick(admin, "Flights", "Flights").click();
  await isReady(admin, "Flights");
  await admin.getByRole("button", { name: "SQL" }).click();
  await expect(admin.getByRole("dialog")).toContainText(/count/i);
  await Promise.all([tenant.close(), admin.close()]);
});

test("a viewer explores and saves nothing", async ({ page }) => {
  await signIn(page, person("VIEWER", "texas"));
  await page.goto(explorePage());
  await page.getByRole("link", { name: /^Flights/ }).click();
  await pick(page, "Flights", "Flights").click();
  await isReady(page, "Flights");
  await expect(page.getByRole("button", { name: "Save as a card" })).toHaveCount(0);
});
