import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { createDrillDashboards, type DrillDashboards } from "./drill-dashboard";
import { asAdmin, tenantOf } from "./portal-api";
import { askRawData } from "./raw-data";
import { signIn } from "./sign-in";

const person = (role: string, tenantKey: string | null) => {
  const found = demo().users.find((user) => user.role === role && user.tenantKey === tenantKey);
  if (!found) throw new Error(`The demo has no ${role} of ${tenantKey}`);
  return found;
};

const addressOf = (id: string) => `/projects/${demo().projectId}/dashboards/${id}`;
const card = (page: Page, title: string) =>
  page.locator("section[data-card-id]").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const isReady = (page: Page, title: string) =>
  expect(card(page, title)).toHaveAttribute("data-state", "ready", { timeout: 30_000 });

/** Clicks into the middle of the second bar, as with a mouse. */
async function clickSecondBar(page: Page): Promise<void> {
  const plot = card(page, "By destination").locator("svg").first();
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  const height = (box?.height ?? 0) - 30;
  await plot.click({ position: { x: (box?.width ?? 0) * 0.3, y: (height * 1.5) / 6 } });
}

/** Of the raw files, whose airports name their states by two letters. */
async function flightsTo(state: string): Promise<number> {
  const joined = "FROM flights f JOIN airports a ON a.iata = f.destination";
  return Number((await askRawData(`SELECT count(*) AS n ${joined} WHERE a.state = '${state}'`)).n);
}

let boards: DrillDashboards;

test.beforeAll(async () => {
  boards = await createDrillDashboards("Where flights go");
});

test("a click on a bar asks what to do: it shows the rows behind it, filters, and leads to another dashboard", async ({
  page,
}) => {
  await signIn(page, person("AUTHOR", null));
  await page.goto(addressOf(boards.id));
  await isReady(page, "By destination");
  await clickSecondBar(page);
  const menu = page.getByRole("menu", { name: "Texas" });
  await expect(menu.getByRole("menuitem")).toHaveText([
    "Filter Destination by this",
    `Open ${boards.target.title}`,
    "Show the rows",
  ]);
  await menu.getByRole("menuitem", { name: "Show the rows" }).click();
  const rows = page.getByRole("dialog", { name: "Rows of By destination: Texas" });
  await expect(rows.getByRole("columnheader", { name: "Hour of departure" })).toBeVisible({ timeout: 20_000 });
  const headings = await rows.getByRole("columnheader").allTextContents();
  const states = rows.locator(
    `tbody td:nth-child(${headings.findIndex((text) => text.startsWith("Destination state")) + 1})`,
  );
  await expect(states.first()).toHaveText("Texas");
  expect(new Set((await states.allTextContents()).filter(Boolean))).toEqual(new Set(["Texas"]));
  await expect(rows.getByText("Only the first 100 rows are shown.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(rows).toBeHidden();

  // The same values by keyboard, in the table behind the drawing.
  const texas = (await flightsTo("TX")).toLocaleString("en-US");
  await card(page, "By destination").getByRole("button", { name: "Texas", exact: true }).focus();
  await page.keyboard.press("Enter");
  await menu.getByRole("menuitem", { name: "Filter Destination by this" }).click();
  await expect(page).toHaveURL(/destination=/);
  await expect(card(page, "Flights").getByText(texas, { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Remove Destination: Texas" }).click();
  await expect(card(page, "Flights").getByText(texas, { exact: true })).toHaveCount(0);

  await isReady(page, "By destination");
  await expect(card(page, "By destination")).toHaveAttribute("aria-busy", "false");
  await clickSecondBar(page);
  await menu.getByRole("menuitem", { name: `Open ${boards.target.title}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(boards.target.title);
  await expect(card(page, "Flights").getByText(texas, { exact: true })).toBeVisible({ timeout: 20_000 });
});

test("whoever may edit is told through which policy a card came by its rows; a viewer is offered neither that nor a dashboard out of their reach", async ({
  page,
  browser,
}) => {
  const california = tenantOf("california");
  await signIn(page, person("AUTHOR", null));
  await page.goto(`${addressOf(boards.id)}?as=${california.id}`);
  await isReady(page, "By destination");
  await card(page, "By destination").getByRole("button", { name: "Menu of By destination" }).click();
  await page.getByRole("menuitem", { name: "Explain" }).click();
  const explanation = page.getByRole("dialog", { name: "How “By destination” came by its rows" });
  await expect(explanation.getByRole("heading", { name: /flights$/ })).toBeVisible({ timeout: 20_000 });
  await expect(explanation.getByText("state IN {{ state }}")).toBeVisible();
  await expect(explanation.getByText(/^Policy \S+, through tenant California$/)).toBeVisible();

  await asAdmin("POST", `/api/v1/dashboards/${boards.id}/shares`, {
    scope: "TENANT",
    tenantId: tenantOf("texas").id,
    level: "VIEWER",
    dashboardVersion: 1,
  });
  const context = await browser.newContext();
  const viewer = await context.newPage();
  await signIn(viewer, person("VIEWER", "texas"));
  await viewer.goto(addressOf(boards.id));
  await isReady(viewer, "By destination");
  await clickSecondBar(viewer);
  await expect(viewer.getByRole("menuitem")).toHaveText(["Filter Destination by this", "Show the rows"]);
  await viewer.keyboard.press("Escape");
  await card(viewer, "By destination").getByRole("button", { name: "Menu of By destination" }).click();
  await expect(viewer.getByRole("menuitem", { name: "Download CSV" })).toBeVisible();
  await expect(viewer.getByRole("menuitem", { name: "Explain" })).toHaveCount(0);
  await context.close();
});

test("a click that leads nowhere is pointed at in its place and not published, and lists are offered while editing", async ({
  page,
}) => {
  await signIn(page, person("AUTHOR", null));
  await page.goto(`${addressOf(boards.id)}/edit`);
  await isReady(page, "By destination");
  await page.getByRole("button", { name: "Destination: Any" }).click();
  await expect(page.getByRole("option", { name: "Arizona", exact: true })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press("Escape");

  await page.getByRole("tab", { name: "Filters" }).click();
  await page.getByRole("button", { name: "Remove Destination" }).click();
  await expect(page.getByRole("status").getByText("Draft saved")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog.getByText("“By destination”: The dashboard has no filter called destination")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("tab", { name: "Clicks" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("The dashboard has no filter called destination", { exact: true })).toBeVisible();
});

test("numbers are written as the person's own browser writes them, or as they chose, and words stay English", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "de-DE" });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await signIn(page, person("AUTHOR", null));
  await page.goto(addressOf(boards.target.id));
  await expect(card(page, "Flights").getByText("3.000.000", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^As of \d\d:\d\d$/)).toBeVisible();
  await page.goto("/account");
  await page.getByRole("combobox", { name: "Written as in" }).click();
  await page.getByRole("option", { name: /^English \(United States\)/ }).click();
  await expect(page.getByRole("combobox", { name: "Written as in" })).toHaveValue(/^English \(United States\)/);
  await page.goto(addressOf(boards.target.id));
  await expect(card(page, "Flights").getByText("3,000,000", { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(problems).toEqual([]);
  await context.close();
});
