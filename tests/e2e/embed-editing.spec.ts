import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type FrameLocator, type Locator, type Page, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { type HostServer, startHostServer } from "./host-server";
import { asAdmin, mint, post, tenantOf } from "./portal-api";

let host: HostServer;

interface Board {
  readonly id: string;
  readonly secret: string;
}

test.beforeAll(async () => {
  host = await startHostServer();
});

test.afterAll(() => host.close());

/** A dashboard of Texas with one card, which the tenant's people may edit. */
async function createBoard(title: string): Promise<Board> {
  const tenantId = tenantOf("texas").id;
  const connectionId = demo().connections["Shared files"];
  const { id } = await asAdmin<{ id: string }>("POST", "/api/v1/dashboards", {
    projectId: demo().projectId,
    title,
    tenantId,
    cards: [
      {
        kind: "NUMBER",
        title: "Flights",
        connectionId,
        sql: "SELECT count(*) AS flights FROM flights",
        options: { valueColumn: "flights", format: { style: "number", digits: 0 } },
        layout: { x: 0, y: 0, width: 4, height: 2 },
      },
    ],
  });
  await asAdmin("POST", `/api/v1/dashboards/${id}/shares`, {
    scope: "TENANT",
    tenantId,
    level: "EDITOR",
    dashboardVersion: 1,
  });
  const { secret } = await asAdmin<{ secret: string }>("GET", `/api/v1/dashboards/${id}/secret`);
  return { id, secret };
}

/** A project's token for somebody of Texas. */
async function tokenOf(role: string, { id }: Board): Promise<string> {
  const person = demo().users.find((one) => one.tenantKey === "texas" && one.role === role);
  const { projectId, projectSecret } = demo();
  const response = await post("/api/v1/token", {
    type: "project",
    projectId,
    projectSecret,
    endUserEmail: person?.email,
    tenantId: tenantOf("texas").id,
    targetDashboardId: id,
  });
  if (response.status !== 200) throw new Error(`token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** What a page's policy or its scripts complain of, in any frame; a test fails on either. */
async function watch(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.exposeFunction("complain", (violation: string) => complaints.push(violation));
  await page.addInitScript(() => {
    const { complain } = window as unknown as { complain: (violation: string) => void };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      complain(`${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  return complaints;
}

/** A host's page that shows a dashboard with this token. */
async function openHostPage(page: Page, { id }: Board, token: string, options: object = {}): Promise<FrameLocator> {
  const name = `/${randomUUID()}`;
  const body = `<!doctype html><title>Host</title><div id="one"></div>
<script src="${portalUrl()}/embed.js"></script><script src="${name}.js"></script>`;
  host.serve(name, { type: "text/html", body });
  host.serve(`${name}.js`, {
    type: "text/javascript",
    body: `Bulkhead.mount(document.getElementById("one"), {
      dashboardId: ${JSON.stringify(id)},
      ...${JSON.stringify(options)},
      getToken: async () => ({ accessToken: ${JSON.stringify(token)} }),
    });`,
  });
  await page.goto(host.origin + name);
  return page.frameLocator("#one iframe");
}

const drawn = (frame: FrameLocator, title: string) =>
  frame.locator("section[data-state]").filter({ has: frame.getByRole("heading", { name: title, exact: true }) });

async function dragBy(page: Page, card: Locator, pixels: number): Promise<void> {
  const box = await card.boundingBox();
  if (!box) throw new Error("The card is not on the screen");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + pixels / 2, y, { steps: 4 });
  await page.mouse.move(x + pixels, y, { steps: 4 });
  await page.mouse.up();
}

async function addCard(frame: FrameLocator, kind: string, title: string): Promise<void> {
  await frame.getByRole("button", { name: "Add", exact: true }).click();
  await frame.getByRole("menuitem", { name: kind, exact: true }).click();
  const panel = frame.getByRole("complementary", { name: "Card" });
  await panel.getByRole("tab", { name: "Card", exact: true }).click();
  await panel.getByRole("textbox", { name: "Title" }).fill(title);
  await panel.getByRole("tab", { name: "Data", exact: true }).click();
}

async function publish(frame: FrameLocator): Promise<void> {
  await frame.getByRole("button", { name: "Publish", exact: true }).click();
  await frame.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(frame.getByRole("dialog")).toHaveCount(0, { timeout: 20_000 });
  await expect(frame.getByRole("status").getByText("Published", { exact: true })).toBeVisible();
}

test("a power user builds in their product: SQL, a domain, a filter and a tab, and a viewer sees what was published", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const complaints = await watch(page);
  const board = await createBoard("Edited where it is shown");
  const frame = await openHostPage(page, board, await tokenOf("POWER_USER", board));
  await frame.getByRole("button", { name: "Edit", exact: true }).click({ timeout: 30_000 });

  await test.step("a filter", async () => {
    const panel = frame.getByRole("complementary", { name: "Dashboard" });
    await panel.getByRole("tab", { name: "Filters" }).click({ timeout: 20_000 });
    await panel.getByRole("button", { name: "Add a filter" }).click();
    await panel.getByRole("textbox", { name: "Label" }).fill("At least");
    await panel.getByRole("textbox", { name: "Name in queries" }).fill("miles");
    await panel.getByRole("combobox", { name: "Kind" }).selectOption({ label: "Number" });
    await panel.getByRole("textbox", { name: "At first" }).fill("many");
    await expect(panel.getByRole("textbox", { name: "At first" })).toHaveAccessibleDescription("Give a number");
    await panel.getByRole("textbox", { name: "At first" }).fill("1000");
    await panel.getByRole("checkbox", { name: "Cards wait until it has a value" }).check();
  });

  await test.step("a card of SQL, typed, completed, refused at its place, and mended", async () => {
    await addCard(frame, "Chart", "Far flights");
    const panel = frame.getByRole("complementary", { name: "Card" });
    await panel.getByRole("button", { name: "SQL", exact: true }).click();
    await panel.getByRole("combobox", { name: "Connection" }).selectOption({ label: "Shared files" });
    const sql = panel.getByRole("textbox", { name: "SQL of Far flights" });
    await sql.click();
    await page.keyboard.type("SELECT origin, count(*) AS flights FROM fli");
    await frame.getByRole("option", { name: "flights", exact: true }).click();
    await page.keyboard.type(" WHERE nowhere > 1 GROUP BY 1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(panel.getByText(/^Line 1, column \d+: /)).toBeVisible({ timeout: 20_000 });
    await expect(frame.locator(".cm-lintRange-error")).toHaveText("nowhere");
    await sql.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(
      "SELECT origin, count(*) AS flights FROM flights WHERE distance_miles >= {{ filter.miles }} GROUP BY 1 ORDER BY 2 DESC LIMIT 5",
    );
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(drawn(frame, "Far flights")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
    await expect(frame.locator(".cm-content")).toHaveCSS("font-family", /mono/);
    await panel.getByRole("tab", { name: "Format", exact: true }).click();
    await panel.getByRole("combobox", { name: "Values", exact: true }).selectOption({ label: "Currency" });
    await panel.getByRole("textbox", { name: "Currency" }).fill("eur");
    await panel.getByRole("button", { name: "Back to the dashboard" }).click();
  });

  await test.step("a tab with a card of a domain, moved by keyboard, undone and done again", async () => {
    const panel = frame.getByRole("complementary", { name: "Dashboard" });
    await panel.getByRole("tab", { name: "Tabs" }).click();
    await panel.getByRole("button", { name: "Add a tab" }).click();
    await panel.getByRole("textbox", { name: "Title of tab 2" }).fill("By haul");
    await frame.getByRole("tab", { name: "By haul" }).click();
    await addCard(frame, "Table", "Hauls");
    const data = frame.getByRole("complementary", { name: "Card" });
    await data.getByRole("button", { name: "Domain", exact: true }).click();
    await data.getByRole("combobox", { name: "Domain" }).selectOption({ label: "Flights" });
    await data
      .locator("summary")
      .filter({ hasText: /^Flights$/ })
      .click();
    await data.getByRole("checkbox", { name: "Haul" }).check();
    await data.getByRole("checkbox", { name: "Flights", exact: true }).check();
    await expect(drawn(frame, "Hauls")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
    await data.getByRole("button", { name: "Back to the dashboard" }).click();
    const card = frame.getByRole("button", { name: /^Hauls\. Column/ });
    await card.press("ArrowRight");
    await expect(card).toHaveAccessibleName(/Column 2, row 1/);
    await frame.getByRole("button", { name: "Undo" }).click();
    await expect(card).toHaveAccessibleName(/Column 1, row 1/);
    await frame.getByRole("button", { name: "Redo" }).click();
    await expect(card).toHaveAccessibleName(/Column 2, row 1/);
    await dragBy(page, card, 240);
    await expect(card).toHaveAccessibleName(/Column [4-9], row 1/);
    await expect(frame.getByRole("status").getByText("Draft saved")).toBeVisible({ timeout: 20_000 });
  });

  await publish(frame);
  await frame.getByRole("button", { name: "Done", exact: true }).click();
  await expect(drawn(frame, "Far flights")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
  expect(complaints).toEqual([]);

  await test.step("a viewer sees it, and nothing to edit it with", async () => {
    const looked = await openHostPage(page, board, await tokenOf("VIEWER", board));
    await expect(drawn(looked, "Far flights")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
    await expect(looked.getByText("€").first()).toBeVisible();
    await expect(looked.getByLabel("At least")).toHaveValue("1000");
    await looked.getByRole("tab", { name: "By haul" }).click();
    await expect(drawn(looked, "Hauls")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
    await expect(looked.getByRole("button", { name: "Edit", exact: true })).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
});

test("a dashboard's token edits in German, is told of another's version, and one that may only look edits nothing", async ({
  page,
}) => {
  const complaints = await watch(page);
  const board = await createBoard("Delays");
  const tenantId = tenantOf("texas").id;
  const german = { locale: "de-DE" };
  const frame = await openHostPage(page, board, await mint(board, { tenantId, allowEdit: true }), german);
  await frame.getByRole("button", { name: "Bearbeiten", exact: true }).click({ timeout: 30_000 });
  const panel = frame.getByRole("complementary", { name: "Dashboard" });
  await panel.getByRole("textbox", { name: "Titel" }).fill("Verspätungen");
  await expect(frame.getByRole("status").getByText("Noch nicht veröffentlicht")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("iframe").disableRules("color-contrast").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
  const publishing = frame.getByRole("dialog").getByRole("button", { name: "Veröffentlichen", exact: true });

  await asAdmin("PATCH", `/api/v1/dashboards/${board.id}`, { description: "Of Texas" });
  await frame.getByRole("button", { name: "Veröffentlichen", exact: true }).click();
  await publishing.click();
  const conflict = frame.getByRole("dialog", { name: "Jemand anderes hat inzwischen veröffentlicht" });
  await expect(conflict.getByText("Beschreibung geändert")).toBeVisible({ timeout: 20_000 });
  await conflict.getByRole("button", { name: "Vereinen" }).click();
  await expect(conflict).toHaveCount(0);
  await frame.getByRole("button", { name: "Veröffentlichen", exact: true }).click();
  await publishing.click();
  await expect(frame.getByRole("status").getByText("Veröffentlicht", { exact: true })).toBeVisible({ timeout: 20_000 });
  const saved = await asAdmin<{ title: string; description: string }>("GET", `/api/v1/dashboards/${board.id}`);
  expect([saved.title, saved.description]).toEqual(["Verspätungen", "Of Texas"]);

  const looked = await openHostPage(page, board, await mint(board, { tenantId }), german);
  await expect(looked.getByRole("heading", { name: "Verspätungen" })).toBeVisible({ timeout: 30_000 });
  await expect(looked.getByRole("button", { name: "Bearbeiten", exact: true })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
