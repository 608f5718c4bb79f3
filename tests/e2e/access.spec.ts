import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { mint, tenantOf } from "./portal-api";
import { signIn } from "./sign-in";

const access = () => `/projects/${demo().projectId}/access`;
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("an admin looks up what a tenant's person sees: tables with their conditions and values, hidden columns, dashboards", async ({
  page,
}) => {
  await signIn(page, demo().admin);
  await page.goto(access());
  await expect(page.getByText("Choose somebody")).toBeVisible();
  await page.getByRole("combobox", { name: "Person" }).fill("viewer@texas");
  await page.getByRole("option", { name: /viewer@texas\.example/ }).click();
  await page.waitForURL(/access\?userId=/);

  const files = region(page, "Shared files");
  await expect(files).toContainText("3 of 3 tables");
  await files.getByRole("button", { name: "main.bird_strikes" }).click();
  const table = files.getByRole("listitem").filter({ hasText: "Why it is open" });
  await expect(table).toContainText("state IN {{ state }}");
  await expect(table).toContainText("Texas");
  await expect(table).toContainText("from tenant Texas");
  await expect(table).toContainText("cost_repair, cost_other, cost_total");

  const schemas = region(page, "Tenant schemas");
  await expect(schemas).toContainText("texas.flights");
  await schemas.getByText(/tables cannot be read/).click();
  await expect(schemas.getByText(/california\.flights/)).toBeVisible();
  await expect(schemas.getByRole("button", { name: "california.flights" })).toHaveCount(0);
  await expect(region(page, "Dashboards")).toContainText("Shared with all tenants as VIEWER");
});

test("a pasted token is explained without ever standing in the address, and an ended one opens nothing", async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const token = await mint(demo().dashboards.rows, { tenantId: tenantOf("georgia").id });
  await signIn(page, demo().admin);
  await page.goto(access());
  await page.getByText("Token", { exact: true }).click();
  await page.getByRole("textbox", { name: "Token" }).fill(token);
  await page.getByRole("button", { name: "Explain" }).click();
  await expect(region(page, "Shared files")).toContainText('state = ["Georgia"]', { timeout: 30_000 });
  await expect(region(page, "Dashboards").getByRole("listitem")).toHaveCount(1);
  expect(addresses.filter((address) => address.includes(token))).toEqual([]);

  await page.getByRole("textbox", { name: "Token" }).fill(`${token.slice(0, -4)}AAAA`);
  await page.getByRole("button", { name: "Explain" }).click();
  await expect(page.getByText(/This token opens nothing/)).toBeVisible();
  await expect(region(page, "Shared files")).toHaveCount(0);
});

test("a tenant's page leads to what the tenant sees", async ({ page }) => {
  await signIn(page, demo().admin);
  await page.goto(`/organization/tenants/${tenantOf("florida").id}`);
  await page.getByRole("link", { name: "What do they see?" }).click();
  await expect(region(page, "Shared files")).toContainText('state = ["Florida"]', { timeout: 30_000 });
});

test("an author has no page that says what others see", async ({ page }) => {
  const author = demo().users.find(({ role }) => role === "AUTHOR");
  if (!author) throw new Error("The demo has no author");
  await signIn(page, author);
  await expect(page.getByRole("link", { name: "Access" })).toHaveCount(0);
  await page.goto(`${access()}?tenantId=${tenantOf("florida").id}`);
  await expect(page.getByText("Shared files")).toHaveCount(0);
  await expect(page.getByText("Florida")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/not|found/i);
});
