import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { signIn } from "./sign-in";

const banner = (page: Page) => page.getByRole("region", { name: "Session without tenancy" });

test("an admin tests without tenancy, is told so on every page, can keep nothing, and switches it on again", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, demo().admin);
  await expect(banner(page)).toHaveCount(0);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Test without tenancy…" }).click();
  const question = page.getByRole("dialog", { name: "Test without tenancy?" });
  await expect(question).toContainText("Nothing can be saved, shared or exported");
  await question.getByRole("button", { name: "Switch tenancy off" }).click();
  await expect(banner(page)).toContainText("Tenancy is off in this session");
  await expect(banner(page).getByRole("timer")).toHaveText(/^1[45]:\d\d left$/);

  await page.goto("/organization/settings");
  await expect(banner(page)).toBeVisible();
  await page.getByRole("button", { name: "New attribute" }).click();
  await page.getByLabel("Name", { exact: true }).fill("kept");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Tenancy is off in this session" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  await banner(page).getByRole("button", { name: "Switch tenancy on" }).click();
  await expect(banner(page)).toHaveCount(0);
  await page.goto("/organization/audit");
  await expect(page.getByText("switched tenancy off in their session").first()).toBeVisible();
  await expect(page.getByText("switched tenancy on again in their session").first()).toBeVisible();
});

test("an admin marks an attribute as readable in cards, and one that is in use only is listed as not readable", async ({
  page,
}) => {
  await signIn(page, demo().admin);
  await page.getByRole("link", { name: "Settings" }).last().click();
  await page.waitForURL("/organization/settings");
  const row = page.getByRole("row").filter({ hasText: "tenant.attributes.states" });
  await expect(row).toContainText("Not readable");
  await page.getByRole("button", { name: "New attribute" }).click();
  await page.getByLabel("Name", { exact: true }).fill("region");
  await page.getByLabel("Description").fill("Where most of their airports are");
  await page.getByRole("switch", { name: "Readable in cards" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row").filter({ hasText: "tenant.attributes.region" })).toContainText("Readable");
});
