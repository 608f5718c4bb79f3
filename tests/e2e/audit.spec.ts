import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { signIn } from "./sign-in";

const audit = "/organization/audit";
const events = (page: Page) => page.getByRole("region", { name: "Events" }).locator("tbody tr");

interface Line {
  readonly id: string;
  readonly action: string;
  readonly actorName: string;
  readonly targetName: string | null;
  readonly occurredAt: string;
}

/** The text of a file that a button gives. */
async function downloaded(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name, exact: true }).click(),
  ]);
  return readFile(await file.path(), "utf8");
}

/** Every row that the filters leave, through all pages, as it reads. */
async function rowsOnScreen(page: Page): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const texts = await events(page).locator("td:nth-child(2)").allInnerTexts();
    seen.push(...texts);
    const next = page.getByRole("button", { name: "Next" });
    if (!(await next.isVisible()) || (await next.isDisabled())) return seen;
    const address = page.url();
    await next.click();
    await page.waitForURL((url) => url.href !== address);
    await expect(next.or(page.getByRole("button", { name: "Previous" })).first()).toBeEnabled();
    await expect(events(page).locator("td:nth-child(2)").first()).not.toHaveText(texts[0] ?? "");
  }
}

test("an admin does things, finds them in words, narrows to a person and takes away exactly what is on the screen", async ({
  page,
}) => {
  await signIn(page, demo().admin);
  await page.goto("/organization/groups");
  const names = ["Runways", "Taxiways"];
  for (const name of names) {
    await page.getByRole("button", { name: "New group" }).first().click();
    await page.getByRole("dialog").getByLabel("Name").fill(name);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /create|add|save/i })
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await page.goto("/organization/groups");
  }

  await page.goto(audit);
  await expect(events(page).filter({ hasText: "Demo Admin created group Runways" })).toHaveCount(1);
  await expect(page.getByText(/events sealed/)).toBeVisible();

  await page.getByRole("combobox", { name: "Who" }).fill("admin@bulkhead");
  await page.getByRole("option", { name: /admin@bulkhead\.example/ }).click();
  await page.waitForURL(/actorId=/);
  await page.getByRole("combobox", { name: "Kind of event" }).fill("Group: created");
  await page.getByRole("option", { name: "Group: created" }).click();
  await page.waitForURL(/action=group\.created/);
  await expect(events(page).filter({ hasText: "Runways" })).toHaveCount(1);
  const onScreen = await rowsOnScreen(page);
  for (const name of names) expect(onScreen).toContain(`Demo Admin created group ${name}`);

  await page.goto(page.url().replace(/[?&](?:cursor|trail)=[^&]*/g, ""));
  const lines = (await downloaded(page, "JSON lines"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  expect(lines.map(({ actorName, targetName }) => `${actorName} created group ${targetName}`)).toEqual(onScreen);
  const csv = (await downloaded(page, "CSV")).trimEnd().split("\r\n");
  expect(csv[0]).toMatch(/^id,occurredAt,action,actorKind,actorId,actorName,/);
  expect(csv.slice(1).map((row) => row.split(",")[0])).toEqual(lines.map(({ id }) => id));
});

test("the newest event stands first, and the oldest after one turn of the column's head", async ({ page }) => {
  await signIn(page, demo().admin);
  await page.goto(`${audit}?action=tenant.created`);
  const newestFirst = await rowsOnScreen(page);
  expect(newestFirst.length).toBeGreaterThan(2);
  await page.getByRole("button", { name: "When" }).click();
  await page.waitForURL(/sort=occurredAt/);
  await expect(page.getByRole("columnheader", { name: "When" })).toHaveAttribute("aria-sort", "ascending");
  await expect(events(page).first()).not.toContainText(newestFirst[0] ?? "");
  expect(await rowsOnScreen(page)).toEqual(newestFirst.toReversed());
});

test("what was noted about one event opens beside the list, and leads to what else concerns the same", async ({
  page,
}) => {
  await signIn(page, demo().admin);
  await page.goto(`${audit}?action=tenant.created&period=month`);
  const row = events(page).filter({ hasText: "created tenant Texas" });
  await row.getByRole("button", { name: "created tenant Texas" }).click();
  const details = page.getByRole("dialog");
  await expect(details).toContainText("tenant.created");
  await expect(details).toContainText("Place in the chain");
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: "Row actions" }).click();
  await page.getByRole("menuitem", { name: "Only about the same" }).click();
  await page.waitForURL(/targetId=/);
  await expect(page.getByRole("combobox", { name: "About" })).toHaveValue("Texas");

  const records = (await downloaded(page, "Everything about Texas")).trimEnd().split("\n");
  expect(records.length).toBeGreaterThan(1);
  const parsed = records.map((line) => JSON.parse(line) as { record: string; tenantId?: string });
  expect(parsed.some(({ record }) => record === "event")).toBe(true);
  expect(JSON.stringify(parsed)).not.toContain("California");
});

test("a refusal is found in words, and an address that holds filters opens again with them", async ({
  page,
  browser,
}) => {
  const author = demo().users.find(({ role }) => role === "AUTHOR");
  if (!author) throw new Error("The demo has no author");
  const other = await browser.newPage();
  await signIn(other, author);
  await other.goto(audit);
  await expect(other.getByRole("heading", { level: 1 })).toContainText(/not|found/i);
  await other.close();

  await signIn(page, demo().admin);
  await page.goto(`${audit}?action=access.*`);
  const refusal = events(page).filter({ hasText: "Demo Author was refused what they may not do: audit:read" });
  await expect(refusal.first()).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Kind of event" })).toHaveValue("All of refusals");
  await page.getByRole("combobox", { name: "Period" }).click();
  await page.getByRole("option", { name: "Last hour" }).click();
  await page.waitForURL(/period=hour/);
  await expect(refusal.first()).toBeVisible();
});

test("a tenant's person has no audit: no link, no page, no events, no file", async ({ page }) => {
  const person = demo().users.find(({ tenantKey, role }) => tenantKey === "california" && role === "POWER_USER");
  if (!person) throw new Error("The demo has no such person");
  await signIn(page, person);
  await expect(page.getByRole("link", { name: "Audit" })).toHaveCount(0);
  await page.goto(audit);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/not|found/i);
  await expect(page.getByText("sealed")).toHaveCount(0);
  const statuses = await page.evaluate(async () => {
    const addresses = ["/api/v1/audit-events", "/api/v1/audit-events/export?format=csv"];
    return Promise.all(addresses.map(async (address) => (await fetch(address)).status));
  });
  expect(statuses).toEqual([403, 403]);
});
