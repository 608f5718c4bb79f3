import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { asAdmin, tenantOf } from "./portal-api";
import { signIn } from "./sign-in";

const datasets = () => `/projects/${demo().projectId}/datasets`;
const preview = (page: Page) => page.getByRole("region", { name: "Preview", exact: true });
const sql = (page: Page) => page.getByLabel("SQL", { exact: true });

const ofTenant = "SELECT state, city FROM airports WHERE state IN {{ tenant.attributes.states }}";

async function write(page: Page, name: string): Promise<void> {
  await page.goto(`${datasets()}/new`);
  await page.getByRole("combobox", { name: "Connection" }).click();
  await page.getByRole("option", { name: "Shared files" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await sql(page).fill(ofTenant);
}

async function previewAs(page: Page, tenant: string): Promise<string[]> {
  await page.getByRole("combobox", { name: "Try it as" }).fill(tenant);
  await page.getByRole("option", { name: new RegExp(tenant) }).click();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(preview(page).getByRole("cell", { name: tenant }).first()).toBeVisible({ timeout: 30_000 });
  return preview(page).locator("tbody tr td:first-child").allTextContents();
}

async function create(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create dataset" }).click();
  await page.waitForURL(/\/datasets\/[0-9a-f-]{36}$/, { timeout: 30_000 });
}

test("an admin makes a trusted dataset, previews it as two tenants, and is told before an edit ends the trust", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, demo().admin);
  await write(page, "tenant_airports");
  await page.getByRole("switch", { name: /^Trusted/ }).click();
  await expect(page.getByText("You answer for it")).toBeVisible();
  expect(new Set(await previewAs(page, "Texas"))).toEqual(new Set(["Texas"]));
  expect(new Set(await previewAs(page, "Florida"))).toEqual(new Set(["Florida"]));
  await create(page);
  await expect(page.getByText(/^Trusted by /).first()).toBeVisible();

  const id = page.url().split("/").at(-1);
  const rows = await asAdmin<{ data: string[][] }>("POST", "/api/v1/cards/preview", {
    projectId: demo().projectId,
    connectionId: (await asAdmin<{ connectionId: string }>("GET", `/api/v1/datasets/${id}`)).connectionId,
    sql: "SELECT DISTINCT state FROM tenant_airports",
    asTenantId: tenantOf("texas").id,
  });
  expect(rows.data).toEqual([["Texas"]]);

  await sql(page).fill(ofTenant.replace("state, city", "state, iata"));
  await expect(page.getByText("Saving ends the trust")).toBeVisible();
  await expect(page.getByRole("switch", { name: /^Trusted/ })).not.toBeChecked();
  await sql(page).fill(ofTenant);
  await expect(page.getByText("Saving ends the trust")).toHaveCount(0);
});

test("an author's dataset stays under policies; it is copied, found, and deleted by its name", async ({ page }) => {
  test.setTimeout(120_000);
  const author = demo().users.find(({ role }) => role === "AUTHOR");
  if (!author) throw new Error("The demo has no author");
  await signIn(page, author);
  await write(page, "authored_airports");
  await expect(page.getByRole("switch", { name: /^Trusted/ })).toHaveCount(0);
  await sql(page).fill("SELECT * FROM airports");
  await page.getByRole("button", { name: "Create dataset" }).click();
  await expect(page.getByText("Name the columns of a dataset instead of *").first()).toBeVisible({ timeout: 30_000 });
  await sql(page).fill("SELECT state, city FROM airports");
  expect(new Set(await previewAs(page, "Texas"))).toEqual(new Set(["Texas"]));
  await create(page);
  await expect(page.getByText("Under policies")).toBeVisible();

  await page.getByRole("button", { name: "Duplicate" }).click();
  await page.getByRole("dialog").getByLabel("Name of the copy").fill("authored_copy");
  await page.getByRole("dialog").getByRole("button", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { name: "authored_copy" })).toBeVisible({ timeout: 30_000 });

  await page.goto(`${datasets()}?search=authored`);
  const table = page.getByRole("region", { name: "Datasets" });
  await expect(table.getByRole("link")).toHaveText(["authored_airports", "authored_copy"]);
  await table
    .getByRole("row", { name: /authored_copy/ })
    .getByRole("button", { name: "Row actions" })
    .click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Cards that read it refuse");
  await dialog.getByLabel(/^Type/).fill("authored_copy");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(table.getByRole("link")).toHaveText(["authored_airports"], { timeout: 30_000 });
});

test("an edit made from an older version is refused and says so", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, demo().admin);
  await write(page, "twice_edited");
  await sql(page).fill("SELECT state, city FROM airports");
  await create(page);
  const id = page.url().split("/").at(-1);
  await asAdmin("PATCH", `/api/v1/datasets/${id}`, { version: 1, description: "Somebody else's words" });
  // The dataset's notice would cover the button while the pointer rests on it.
  await page.getByRole("alert").getByRole("button").click();
  await page.getByLabel("Description").fill("Mine");
  await page.getByRole("button", { name: "Save dataset" }).click();
  await expect(page.getByText("Somebody else has changed this dataset")).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByLabel("Description")).toHaveValue("Somebody else's words");
});
