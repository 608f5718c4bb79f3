import fs from "node:fs";
import { expect, test } from "@playwright/test";
import { freePort } from "../../scripts/bootstrap/ports.mjs";
import { createScratchFolder, removeScratchFolder } from "../../scripts/bootstrap/scratch-folder.mjs";
import { startScratchPostgres } from "../../scripts/bootstrap/scratch-postgres.mjs";
import { launchProduct } from "../support/product-process";

test("with a database of one's own the first visit sets up the organization and its admin, once, and no demo is made", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const postgres = await startScratchPostgres();
  const dataDir = await createScratchFolder();
  const place = { dataDir, portalPort: await freePort(), hostPort: await freePort() };
  const product = await launchProduct({ ...place, databaseUrl: await postgres.createDatabase({}) });
  try {
    await page.goto(product.portalUrl);
    await page.getByLabel("Organization name").fill("Harbour");
    await page.getByLabel("Your name").fill("First Admin");
    await page.getByLabel("E-mail").fill("first@harbour.example");
    await page.getByLabel("Password", { exact: true }).fill("a long enough password");
    await page.getByRole("button", { name: /Set up|Create/ }).click();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("link", { name: "Tenants" })).toBeVisible();

    await page.context().clearCookies();
    const again = await page.goto(`${product.portalUrl}/set-up`);
    expect(again?.status()).toBe(404);
    await expect(page.getByLabel("Organization name")).toHaveCount(0);
    await page.goto(product.portalUrl);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
    expect(fs.existsSync(product.demoFile)).toBe(false);
  } finally {
    await product.stop();
    await postgres.stop();
    await removeScratchFolder(dataDir);
  }
});
