import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { asAdmin, tenantOf } from "./portal-api";
import { signIn } from "./sign-in";

const domains = () => `/projects/${demo().projectId}/domains`;
const idOf = (page: Page) => page.url().split("/").at(-1) ?? "";

interface Answer {
  readonly data: (string | number)[][];
}

const explore = (domainId: string, query: object, tenantKey: string) =>
  asAdmin<Answer>("POST", "/api/v1/explore", {
    projectId: demo().projectId,
    domainId,
    query,
    asTenantId: tenantOf(tenantKey).id,
  });

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

test("an author drafts a domain from tables, is told of problems at their place, saves it and lets tenants in", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, demo().admin);
  await page.goto(`${domains()}/new`);
  await page.getByLabel("Name", { exact: true }).fill("Field test");
  await choose(page, "Connection", "Shared files");
  await choose(page, "Draft from tables", "flights");
  await choose(page, "Draft from tables", "airports");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Create with a draft" }).click();
  await page.waitForURL(/\/domains\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  const domainId = idOf(page);

  const source = page.getByRole("combobox", { name: "origin: column" });
  await source.fill("nowhere");
  await expect(page.getByText(/1 thing needs another look/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Save domain" })).toBeEnabled();
  await page.getByRole("button", { name: "Save domain" }).click();
  await expect(page.getByRole("alert").getByText(/nowhere|column/i)).toBeVisible({ timeout: 30_000 });
  await source.fill("origin");
  await expect(page.getByText(/needs another look/)).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole("button", { name: "Preview rows" }).click();
  await expect(page.getByRole("region", { name: "Rows" }).getByRole("cell").first()).toBeVisible({ timeout: 60_000 });

  await page.getByRole("tab", { name: "Who may use it" }).click();
  await page.getByRole("button", { name: "Let them in" }).click();
  await page.getByRole("button", { name: "Save domain" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible({ timeout: 30_000 });

  const counts = await explore(
    domainId,
    { dimensions: [{ field: "flights.state" }], measures: ["flights.row_count"] },
    "texas",
  );
  expect(counts.data[0]).toEqual(["Texas"]);

  await page.getByRole("tab", { name: "YAML" }).click();
  await expect(page.getByRole("textbox", { name: "Definition as YAML" })).toContainText("datasets:", {
    timeout: 30_000,
  });

  await asAdmin("PATCH", `/api/v1/domains/${domainId}`, { description: "Changed by somebody else" });
  await page.getByRole("tab", { name: "General" }).click();
  await page.getByLabel("Description").fill("Changed here");
  await page.getByRole("button", { name: "Save domain" }).click();
  await expect(page.getByRole("alert").getByText(/changed by somebody else/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel("Description")).toHaveValue("Changed here");
});

test("what the form says of a field stands in YAML, and a ratio made in it answers for everybody", async ({ page }) => {
  test.slow();
  const { projectId } = demo();
  const { data: connections } = await asAdmin<{ data: { id: string; name: string }[] }>(
    "GET",
    `/api/v1/connections?projectId=${projectId}`,
  );
  const { id } = await asAdmin<{ id: string }>("POST", "/api/v1/domains", {
    projectId,
    name: "Ratios",
    connectionId: connections.find(({ name }) => name === "Shared files")?.id,
    definition: {
      datasets: [
        {
          name: "flights",
          table: { name: "flights" },
          dimensions: [{ name: "date", type: "date", column: "flight_date" }],
          measures: [
            { name: "row_count", aggregation: "count" },
            { name: "late", aggregation: "count", filter: "delay_minutes > 15" },
          ],
        },
      ],
    },
  });
  await signIn(page, demo().admin);
  await page.goto(`${domains()}/${id}`);
  await page.getByRole("button", { name: "More of date" }).focus();
  await page.keyboard.press("Enter");
  const more = page.getByRole("region", { name: "More of date" });
  await more.getByRole("textbox", { name: "Description" }).fill("The day of departure.");
  await more.getByRole("checkbox", { name: "week" }).uncheck();

  await page.getByRole("button", { name: "Add a measure" }).click();
  await page.getByRole("textbox", { name: "Measure 3: name" }).fill("late_share");
  await choose(page, "late_share: how", "Ratio");
  await choose(page, "late_share: what is divided", "late");
  await choose(page, "late_share: what it is divided by", "row_count");
  await page.getByRole("button", { name: "Save domain" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible({ timeout: 30_000 });

  await page.getByRole("tab", { name: "YAML" }).click();
  const yaml = page.getByRole("textbox", { name: "Definition as YAML" });
  await expect(yaml).toContainText("description: The day of departure.", { timeout: 30_000 });
  await expect(yaml).toContainText("ratio:");
  await expect(yaml).not.toContainText("- week");
  const measures = ["flights.late_share", "flights.late", "flights.row_count"];
  const { data } = await explore(id, { measures }, "texas");
  const [share = 0, late = 0, all = 1] = data.map(([value]) => Number(value));
  expect(share).toBeCloseTo(late / all, 9);
  expect(share).toBeGreaterThan(0);
});

test("whoever does not manage domains finds no page of theirs", async ({ page }) => {
  const viewer = demo().users.find(({ tenantKey, role }) => tenantKey === "california" && role === "POWER_USER");
  if (!viewer) throw new Error("The demo has no power user of California");
  await signIn(page, viewer);
  await expect(page.getByRole("link", { name: "Domains", exact: true })).toHaveCount(0);
  const answer = await page.goto(domains());
  expect(answer?.status()).toBe(404);
});

test("the demo's domain dashboard shows each tenant its own flights", async ({ page }) => {
  test.setTimeout(120_000);
  const viewer = demo().users.find(({ tenantKey, role }) => tenantKey === "california" && role === "VIEWER");
  if (!viewer) throw new Error("The demo has no viewer of California");
  await signIn(page, viewer);
  await page.getByRole("link", { name: "Delays by airport" }).first().click();
  const table = page.getByRole("region", { name: "Airports of origin" });
  await expect(table.getByText("Los Angeles International").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Dallas-Fort Worth International")).toHaveCount(0);
});
