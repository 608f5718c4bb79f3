import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { asAdmin, cardsByTitle, mint, onlyValue } from "./portal-api";
import { askRawData } from "./raw-data";
import { signIn } from "./sign-in";

const project = () => `/projects/${demo().projectId}`;
const sharedFiles = () => path.join(path.dirname(process.env.BULKHEAD_E2E_DEMO_FILE ?? ""), "demo", "files", "shared");

test("an admin connects files, writes a policy with an excluded column, adds a tenant and assigns the policy; the tenant sees its own rows", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, demo().admin);
  const connectionId = await createConnection(page);
  await protect(page, "flights");
  await createTenant(page);
  await createPolicy(page);
  await assignToOregon(page);

  const { id, secret } = await createDashboard(connectionId);
  const tenants = await asAdmin<{ data: { id: string; key: string }[] }>("GET", "/api/v1/tenants?search=oregon");
  const tenantId = tenants.data.find(({ key }) => key === "oregon")?.id;
  const token = await mint({ id, secret }, { tenantId });
  const cards = await cardsByTitle(id, token);
  const raw = await askRawData(
    "SELECT count(*) AS flights FROM flights f JOIN airports a ON a.iata = f.origin WHERE a.state = 'OR'",
  );
  expect(onlyValue(cards.get("Flights"))).toBe(Number(raw.flights));
  const names = cards.get("Rows")?.columns?.map(({ name }) => name);
  expect(names).toContain("delay_minutes");
  expect(names).not.toContain("distance_miles");

  await page.goto(`${portalUrl()}/embed/${id}#token=${token}`);
  const shown = new Intl.NumberFormat("en-US").format(Number(raw.flights));
  await expect(page.getByText(shown, { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/distance/i)).toHaveCount(0);
});

async function createConnection(page: Page): Promise<string> {
  await page.goto(`${project()}/connections/new`);
  await page.getByLabel("Name", { exact: true }).fill("Journey files");
  await page.getByRole("combobox", { name: "Engine" }).click();
  await page.getByRole("option", { name: "Parquet and CSV files" }).click();
  await page.getByLabel("Table name").first().fill("flights");
  await page.getByLabel("Path").first().fill(path.join(sharedFiles(), "flights.parquet"));
  await page.getByRole("button", { name: /^(Create|Save|Connect)/ }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/, { timeout: 30_000 });
  return page.url().split("/").at(-1) ?? "";
}

async function protect(page: Page, table: string): Promise<void> {
  await page.getByRole("button", { name: "Refresh tables" }).click();
  const exposure = page.getByRole("combobox", { name: `Exposure of main.${table}` });
  await expect(exposure).toHaveValue("HIDDEN", { timeout: 30_000 });
  await exposure.selectOption("PROTECTED");
  await expect(exposure).toHaveValue("PROTECTED");
}

async function createTenant(page: Page): Promise<void> {
  await page.goto("/organization/tenants/new");
  await page.getByLabel("Name", { exact: true }).fill("Oregon");
  await page.getByLabel("Key", { exact: true }).fill("oregon");
  await page.getByRole("button", { name: /^(Create|Save)/ }).click();
  await page.waitForURL(/\/tenants\/[0-9a-f-]{36}$|\/tenants$/, { timeout: 30_000 });
}

async function createPolicy(page: Page): Promise<void> {
  await page.goto(`${project()}/policies/new`);
  await page.getByRole("combobox", { name: "Connection" }).click();
  await page.getByRole("option", { name: "Journey files" }).click();
  await page.getByLabel("Name", { exact: true }).fill("journey");
  if ((await page.getByRole("group", { name: "Rule 1" }).count()) === 0) {
    await page.getByRole("button", { name: "Add rule" }).click();
  }
  const rule = page.getByRole("group", { name: "Rule 1" });
  await rule.getByLabel("Table", { exact: true }).fill("flights");
  await rule.getByLabel("Filter").fill("state IN {{ state }}");
  await rule.getByLabel("Excluded columns").fill("distance_miles");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Live check" })).toContainText("Opens rows", {
    timeout: 20_000,
  });
  await page.getByRole("button", { name: /^(Create|Save) policy/ }).click();
  await page.waitForURL(/\/policies\/[0-9a-f-]{36}$/, { timeout: 30_000 });
}

async function assignToOregon(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Assign policy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Tenant" }).click();
  await page.getByRole("option", { name: /Oregon/ }).click();
  await dialog.getByLabel("Value of state").fill("Oregon");
  await dialog.getByRole("button", { name: /^Assign/ }).click();
  await expect(page.getByRole("cell", { name: /Oregon/ }).first()).toBeVisible({ timeout: 20_000 });
}

/** The editor's screens are not there yet; programs create dashboards through the API. */
async function createDashboard(connectionId: string): Promise<{ id: string; secret: string }> {
  const card = (title: string, kind: string, sql: string, options: object, y: number) => ({
    kind,
    title,
    connectionId,
    sql,
    options,
    layout: { x: 0, y, width: 12, height: 4 },
  });
  const { id } = await asAdmin<{ id: string }>("POST", "/api/v1/dashboards", {
    projectId: demo().projectId,
    title: "Journey",
    cards: [
      card("Flights", "NUMBER", "SELECT count(*) AS flights FROM flights", { valueColumn: "flights" }, 0),
      card("Rows", "TABLE", "SELECT * FROM flights ORDER BY flight_id LIMIT 20", {}, 4),
    ],
  });
  await asAdmin("POST", `/api/v1/dashboards/${id}/shares`, {
    scope: "ALL_TENANTS",
    level: "VIEWER",
    dashboardVersion: 1,
  });
  const { secret } = await asAdmin<{ secret: string }>("GET", `/api/v1/dashboards/${id}/secret`);
  return { id, secret };
}
