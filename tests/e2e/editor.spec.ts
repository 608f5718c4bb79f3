import { expect, type Locator, type Page, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { signIn } from "./sign-in";

test.describe.configure({ mode: "serial" });

const person = (role: string, tenant: string) => {
  const found = demo().users.find((user) => user.role === role && user.email.includes(`@${tenant}.`));
  if (!found) throw new Error(`The demo has no ${role} in ${tenant}`);
  return found;
};

const projectPage = () => `/projects/${demo().projectId}/dashboards`;
const card = (page: Page, title: string) => page.getByRole("button", { name: new RegExp(`^${title}\\. Column`) });
const drawn = (page: Page, title: string) => page.locator("section[data-card-id]").filter({ hasText: title });
const saved = (page: Page) =>
  expect(page.getByRole("status").getByText("Draft saved")).toBeVisible({ timeout: 20_000 });

/** Adds a card of a kind, writes its SQL and runs it. */
async function addSqlCard(page: Page, kind: string, title: string, sql: string): Promise<void> {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: kind }).click();
  await page.getByRole("tab", { name: "Card", exact: true }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("tab", { name: "Data", exact: true }).click();
  await writeSql(page, sql);
  await expect(drawn(page, title)).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
}

async function writeSql(page: Page, sql: string): Promise<void> {
  await choose(page.getByRole("radio", { name: "SQL" }));
  await page.getByRole("combobox", { name: "Connection" }).click();
  await page.getByRole("option", { name: "Shared files" }).click();
  const editor = page.getByRole("textbox", { name: /^SQL of/ });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(sql);
  await page.keyboard.press("ControlOrMeta+Enter");
}

/** Some readers are offered one kind of source only, and then choose nothing. */
async function choose(radio: Locator): Promise<void> {
  if ((await radio.count()) > 0) await radio.check({ force: true });
}

let built = "";

test("a tenant's power user builds a dashboard from nothing, moves cards by keyboard, undoes, and publishes", async ({
  page,
}) => {
  test.slow();
  await signIn(page, person("POWER_USER", "texas"));
  await page.goto(projectPage());
  await page.getByRole("button", { name: "New dashboard" }).first().click();
  await page.getByRole("textbox", { name: "Title" }).fill("Texas in the morning");
  await page.getByRole("button", { name: "Create dashboard" }).click();
  await page.waitForURL(/\/edit$/);
  built = new URL(page.url()).pathname.replace(/\/edit$/, "");

  await addSqlCard(page, "Number", "All flights", "SELECT count(*) AS flights FROM flights");
  await addSqlCard(
    page,
    "Chart",
    "Flights by hour",
    "SELECT extract(hour FROM departed_at) AS hour, count(*) AS flights FROM flights GROUP BY 1 ORDER BY 1",
  );
  await addSqlCard(
    page,
    "Table",
    "Destinations",
    "SELECT destination, count(*) AS flights FROM flights GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
  );
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Text" }).click();
  await page.getByRole("textbox", { name: "Text" }).fill("## Good morning");
  await saved(page);

  // The guard's own words stand at the line and column of the cause, and what was drawn before is not thrown away.
  await card(page, "All flights").click();
  await page.getByRole("tab", { name: "Data", exact: true }).click();
  await writeSql(page, "SELECT count(*) AS flights\nFROM fligts");
  await expect(page.getByText(/^Line 2, column 6/)).toBeVisible({ timeout: 20_000 });
  await expect(page.locator(".cm-lintRange-error")).toHaveText("fligts");
  await writeSql(page, "SELECT count(*) AS flights\nFROM flights");
  await expect(drawn(page, "All flights")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });

  const number = card(page, "All flights");
  const before = await number.getAttribute("aria-label");
  await number.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("status").filter({ hasText: "4 wide" })).toHaveText(/Column 1, row 2, 4 wide, 2 high/);
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(number).toHaveAttribute("aria-label", before ?? "");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(number).not.toHaveAttribute("aria-label", before ?? "");
  await saved(page);

  // A draft is there again after the page was left, and viewers see nothing of it.
  await page.reload();
  await expect(card(page, "Destinations")).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await expect(dialog).toContainText("Card “Flights by hour” added");
  await dialog.getByRole("textbox", { name: "Note" }).fill("First one");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("status").getByText("Published", { exact: true })).toBeVisible({ timeout: 20_000 });

  await page.goto(built);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Texas in the morning");
  await expect(drawn(page, "Flights by hour")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  await expect(page.getByText("Good morning")).toBeVisible();
});

test("R21: what was published holds no value that a query gave", async ({ page }) => {
  await signIn(page, person("POWER_USER", "texas"));
  await page.goto(built);
  const definition = await page.evaluate(async (address) => {
    const id = address.split("/").at(-1);
    const [board, version] = await Promise.all(
      [`/api/v1/dashboards/${id}`, `/api/v1/dashboards/${id}/versions/2`].map(async (path) =>
        (await fetch(path)).text(),
      ),
    );
    return `${board} ${version}`;
  }, built);
  expect(definition).toContain("Flights by hour");
  const table = drawn(page, "Destinations");
  await expect(table).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  const cells = table.locator("tbody tr[aria-rowindex] td:first-child");
  await expect(cells.nth(3)).toBeVisible({ timeout: 30_000 });
  const destinations = await cells.allTextContents();
  expect(destinations.filter((code) => definition.includes(`"${code}"`))).toEqual([]);
});

test("two people at once are told, and merging keeps both their work", async ({ browser }) => {
  test.slow();
  const [admin, owner] = await Promise.all([
    browser.newPage({ baseURL: portalUrl() }),
    browser.newPage({ baseURL: portalUrl() }),
  ]);
  await Promise.all([signIn(admin, demo().admin), signIn(owner, person("POWER_USER", "texas"))]);
  await Promise.all([admin.goto(`${built}/edit`), owner.goto(`${built}/edit`)]);
  await card(owner, "All flights").click();
  await owner.getByRole("tab", { name: "Card", exact: true }).click();
  await owner.getByRole("textbox", { name: "Title" }).fill("Every flight");
  await saved(owner);
  await expect(admin.getByText(/has a draft of this dashboard, too/)).toBeVisible({ timeout: 20_000 });

  await card(admin, "Destinations").click();
  await admin.getByRole("tab", { name: "Card", exact: true }).click();
  await admin.getByRole("textbox", { name: "Title" }).fill("Where to");
  await saved(admin);
  await admin.getByRole("button", { name: "Publish" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(admin.getByRole("status").getByText("Published", { exact: true })).toBeVisible({ timeout: 20_000 });

  await owner.getByRole("button", { name: "Publish" }).click();
  const dialog = owner.getByRole("dialog");
  // Told beforehand or refused at the last moment: either leads to the comparison.
  if (
    await dialog
      .getByRole("textbox", { name: "Note" })
      .isVisible()
      .catch(() => false)
  ) {
    await dialog.getByRole("button", { name: "Publish" }).click();
  }
  await expect(owner.getByText("You touched different things: both fit together.")).toBeVisible({ timeout: 20_000 });
  await owner.getByRole("button", { name: "Merge" }).click();
  await expect(card(owner, "Where to")).toBeVisible();
  await expect(card(owner, "Every flight")).toBeVisible();
  await saved(owner);
  await owner.getByRole("button", { name: "Publish" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(owner.getByRole("status").getByText("Published", { exact: true })).toBeVisible({ timeout: 20_000 });
  await Promise.all([admin.close(), owner.close()]);
});

test("versions are compared, and an earlier one is restored", async ({ page }) => {
  await signIn(page, person("POWER_USER", "texas"));
  await page.goto(`${built}/versions`);
  await expect(page.getByRole("row").filter({ hasText: "First one" })).toBeVisible();
  await page.getByRole("link", { name: "Version 3" }).click();
  await expect(page.getByRole("region", { name: /title changed/ })).toContainText("Where to");
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await page.waitForURL(new RegExp(`${built}$`));
  await expect(drawn(page, "All flights")).toBeVisible({ timeout: 30_000 });
  await expect(drawn(page, "Where to")).toBeVisible();
});

test("a viewer cannot reach the editor by any door", async ({ page }) => {
  await signIn(page, person("VIEWER", "texas"));
  const shared = `${projectPage()}/${demo().dashboards.rows.id}`;
  await page.goto(shared);
  await expect(drawn(page, "Flights a day")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0);
  for (const door of [`${shared}/edit`, `${shared}/versions`, `${shared}/versions/1`, `${built}/edit`]) {
    await page.goto(door);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/not|found/i);
  }
  const statuses = await page.evaluate(async (id) => {
    const content = { title: "Mine", description: "", filters: [], tabs: [], settings: {}, cards: [] };
    const doors: [string, string, unknown?][] = [
      ["GET", "draft"],
      ["PUT", "draft", { baseVersion: 1, revision: 0, content }],
      ["DELETE", "draft"],
      ["POST", "draft/publish", { revision: 1 }],
      ["POST", "draft/copy", { revision: 1 }],
      ["POST", "draft/data", { cards: [] }],
      ["POST", "draft/filter-values", { filter: "period", declaredFilters: [] }],
      ["GET", "editing"],
      ["GET", "sources"],
      ["GET", "versions"],
      ["GET", "versions/1"],
      ["POST", "versions/1/restore", {}],
      ["PATCH", "", { title: "Mine" }],
      ["POST", "duplicate", {}],
    ];
    const answers = doors.map(([method, path, body]) =>
      fetch(`/api/v1/dashboards/${id}${path && `/${path}`}`, {
        method,
        headers: { "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
    return (await Promise.all(answers)).map(({ status }) => status);
  }, demo().dashboards.rows.id);
  expect(new Set(statuses)).toEqual(new Set([403]));
});
