import { expect, test } from "@playwright/test";
import { demo } from "../support/product";
import { mint, tenantOf } from "./portal-api";
import { signIn } from "./sign-in";

test("an admin tries an embed, copies its code, and inspects a token without its values", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, demo().admin);
  await page.goto(`/projects/${demo().projectId}/embed`);
  const frame = page.frameLocator("main iframe");
  await page.getByRole("combobox", { name: "Dashboard" }).click();
  await page.getByRole("option").first().click();
  await expect(frame.locator("[data-card-id]").first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("combobox", { name: "Tenant" }).fill("Texas");
  await page.getByRole("option", { name: "Texas (texas)" }).click();
  await expect(page.getByText(tenantOf("texas").id).first()).toBeVisible();
  await page.getByText("Dark", { exact: true }).click();
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark", { timeout: 30_000 });
  await page.getByRole("tab", { name: "Python" }).click();
  await expect(page.getByText('os.environ["BULKHEAD_DASHBOARD_SECRET"]')).toBeVisible();
  await page.getByRole("tab", { name: "React" }).click();
  await expect(page.getByText("return () => dashboard.destroy();")).toBeVisible();
  expect(await page.content()).not.toContain(demo().dashboards.rows.secret);

  const token = await mint(demo().dashboards.rows, {
    tenantId: tenantOf("texas").id,
    rcls: { name: "state", params: { state: "Canary-value" } },
  });
  await page.getByLabel("Access token").fill(token);
  await page.getByRole("button", { name: "Inspect" }).click();
  await expect(page.getByText("state on Shared files (state)")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Canary-value")).toHaveCount(0);
});
