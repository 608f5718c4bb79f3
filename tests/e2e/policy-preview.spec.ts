import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { signIn } from "./sign-in";

const project = () => `/projects/${demo().projectId}`;
const trial = (page: Page) => page.getByRole("region", { name: "Try it on a tenant" });
const preview = (page: Page) => page.getByRole("region", { name: "Preview", exact: true });

async function run(page: Page): Promise<void> {
  await trial(page).getByRole("button", { name: "Preview" }).click();
}

async function chooseTenant(page: Page, name: string): Promise<void> {
  await trial(page).getByRole("combobox", { name: "Tenant" }).fill(name);
  await page.getByRole("option", { name: new RegExp(name) }).click();
}

/** The cells of a column of the preview's rows. */
async function column(page: Page, name: string): Promise<string[]> {
  const headers = await preview(page).getByRole("columnheader").allTextContents();
  const place = headers.findIndex((header) => header.trim() === name);
  expect(place, `the preview has a column ${name}`).toBeGreaterThanOrEqual(0);
  return preview(page)
    .locator(`tbody tr td:nth-child(${place + 1})`)
    .allTextContents();
}

test("an admin edits a policy, sees for a tenant the query before and after and the rows it leaves, and nothing is saved", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, demo().admin);
  await page.goto(`${project()}/policies/${demo().policies.state}`);
  await chooseTenant(page, "Texas");
  await run(page);
  await expect(preview(page).getByRole("figure", { name: "As written" })).toContainText("airports");
  const after = preview(page).getByRole("figure", { name: "As it runs for this tenant" });
  await expect(after.locator("ins").filter({ hasText: "IN ('Texas')" })).toHaveCount(1);
  await expect(preview(page).getByRole("row")).toHaveCount(21);
  expect(new Set(await column(page, "state"))).toEqual(new Set(["Texas"]));

  const filter = page.getByRole("group", { name: "Rule 1" }).getByLabel("Filter");
  await filter.fill("state IN {{ state }} AND state <> 'Texas'");
  await expect(preview(page)).toContainText("from before your last change");
  await run(page);
  await expect(preview(page)).toContainText("No rows", { timeout: 30_000 });
  await expect(after.locator("ins").filter({ hasText: /(<>|!=) 'Texas'/ })).toHaveCount(1);

  await page.goto(`${project()}/policies/${demo().policies.state}`);
  await expect(filter).toHaveValue("state IN {{ state }}");
});

test("a policy that nobody has is tried with values as an assignment would give them, placeholders too", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, demo().admin);
  await page.goto(`${project()}/policies/new`);
  await page.getByRole("combobox", { name: "Connection" }).click();
  await page.getByRole("option", { name: "Shared files" }).click();
  await page.getByRole("button", { name: "Add rule" }).click();
  const rule = page.getByRole("group", { name: "Rule 1" });
  await rule.getByLabel("Table", { exact: true }).fill("flights");
  await rule.getByLabel("Filter").fill("state IN {{ states }}");
  await chooseTenant(page, "Georgia");
  await expect(trial(page).getByLabel("Value of states")).toHaveValue("{{ tenant.attributes.states }}", {
    timeout: 30_000,
  });
  await expect(trial(page).getByLabel("Query")).toHaveValue("SELECT * FROM flights LIMIT 20");
  await run(page);
  await expect(preview(page).getByRole("row")).toHaveCount(21, { timeout: 30_000 });
  expect(new Set(await column(page, "state"))).toEqual(new Set(["Georgia"]));
});

test("what a tenant may not read is refused at its line", async ({ page }) => {
  await signIn(page, demo().admin);
  await page.goto(`${project()}/policies/${demo().policies.state}`);
  await expect(trial(page).getByLabel("Query")).toHaveValue(/FROM airports/);
  await trial(page).getByLabel("Query").fill("SELECT species,\n  cost_total\nFROM bird_strikes");
  await run(page);
  await expect(preview(page)).toContainText("Refused for this tenant.", { timeout: 30_000 });
  await expect(preview(page)).toContainText(/Line 2, column \d+: /);
  await expect(preview(page).getByRole("table")).toHaveCount(0);
});
