import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { serveGallery } from "../support/chart-gallery/serve-gallery";

let gallery: Awaited<ReturnType<typeof serveGallery>>;

test.beforeAll(async () => {
  gallery = await serveGallery();
});

test.afterAll(() => gallery.close());

const card = (page: Page, title: string) => page.locator(`section[data-card-id]:has(h3:text-is("${title}"))`);

/** A page with one card alone. */
const alone = (title: string, more = "") => `only=${encodeURIComponent(title)}&${more}`;

/** What was chosen last, as the page tells it. */
async function chosen(page: Page) {
  await expect(page.locator("output[data-chosen]")).not.toBeEmpty();
  return JSON.parse((await page.locator("output[data-chosen]").textContent()) ?? "");
}

/** Opens the gallery and collects what goes wrong in it. */
async function open(page: Page, query: string): Promise<readonly string[]> {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(`${gallery.url}/?${query}`);
  await expect(page.getByRole("heading", { name: "Gallery" })).toBeVisible();
  return problems;
}

const drawn = [
  "number",
  "line",
  "area",
  "bar",
  "combo",
  "pie",
  "scatter",
  "heatmap",
  "funnel",
  "table",
  "pivot",
  "text",
];

for (const [theme, width] of [
  ["light", 1_440],
  ["dark", 390],
] as const) {
  test(`every kind of card draws, ${theme}, ${width} pixels wide, with nothing serious for axe to find`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 1_000 });
    const problems = await open(page, `theme=${theme}`);
    for (const kind of drawn) await expect(page.locator(`[data-chart="${kind}"]`).first()).toBeVisible();
    expect(problems).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200), nodes[0]?.failureSummary])).toEqual([]);
  });
}

for (const state of ["loading", "refused", "empty"] as const) {
  test(`cards that are ${state} say so in their place, and text needs no rows`, async ({ page }) => {
    test.setTimeout(120_000);
    expect(await open(page, `state=${state}`)).toEqual([]);
    const states = page.locator(`section[data-state="${state === "refused" ? "error" : state}"]`);
    expect(await states.count()).toBeGreaterThan(25);
    if (state !== "loading") {
      await expect(states.first()).toContainText(state === "refused" ? "You may not read this table." : "No data.");
    }
    await expect(card(page, "About")).toContainText("Runway report");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id),
    ).toEqual([]);
  });
}

test("cards of one pixel, of a column too narrow to read, and of no height break nothing", async ({ page }) => {
  for (const width of [1, 60, 150]) {
    const problems = await open(page, `squeeze=${width}`);
    await expect(page.locator("section[data-card-id]").first()).toBeAttached();
    expect(problems).toEqual([]);
    await expect(page.getByText("This card cannot be drawn.")).toHaveCount(0);
  }
});

test("a value of a bar is chosen by a click, and what does not belong to it is dimmed", async ({ page }) => {
  await open(page, alone("Horizontal", "interactive=1"));
  const plot = card(page, "Horizontal").locator("svg");
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  await plot.click({ position: { x: (box?.width ?? 0) * 0.5, y: 30 } });
  const event = await chosen(page);
  expect(event).toMatchObject({ column: "airport", row: { flights: 182_310 } });
  expect(event.value).toContain("Atlanta");
  await expect(plot.locator("path[class*=dimmed]")).toHaveCount(1);
});

test("a cell of a heatmap is chosen by a click", async ({ page }) => {
  await open(page, alone("Change by month", "interactive=1"));
  const heatmap = card(page, "Change by month").locator("svg");
  const box = await heatmap.boundingBox();
  await heatmap.click({ position: { x: (box?.width ?? 0) * 0.6, y: 60 } });
  expect(await chosen(page)).toMatchObject({ column: "month", row: { airline: "Alaska" } });
});

test("values are chosen by keyboard, with a focus that can be seen", async ({ page }) => {
  await open(page, alone("Revenue and margin", "interactive=1"));
  await expect(card(page, "Revenue and margin").locator("svg")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator('button[data-cell="0:0"]')).toBeFocused();
  await page.keyboard.press("ArrowDown");
  const second = page.locator('button[data-cell="1:0"]');
  await expect(second).toBeFocused();
  expect((await second.boundingBox())?.width).toBeGreaterThan(20);
  await page.keyboard.press("Enter");
  expect(await chosen(page)).toMatchObject({ column: "month", value: "2024-02-01" });
});

for (const [title, name, value] of [
  ["Booking", /Searched/, { column: "step", value: "Searched" }],
  ["Pie", /Medium/, { column: "size", value: "Medium" }],
  ["Flights by state and airline", /^State 2$/, { column: "state", value: "State 2" }],
  ["Flights today", /^Flights today$/, { column: "flights" }],
] as const) {
  test(`${title}: a value is chosen with the Enter key`, async ({ page }) => {
    await open(page, alone(title, "interactive=1"));
    await card(page, title).getByRole("button", { name }).press("Enter");
    expect(await chosen(page)).toMatchObject(value);
  });
}

test("cards that nobody listens to have no buttons on their values", async ({ page }) => {
  await open(page, "");
  await expect(page.locator("button[data-cell]")).toHaveCount(0);
  await expect(card(page, "Pie").getByRole("listitem").getByRole("button")).toHaveCount(0);
});

test("ten thousand rows are in reach, but only those in sight are in the page", async ({ page }) => {
  await open(page, alone("Ten thousand flights"));
  const table = card(page, "Ten thousand flights");
  const scroller = table.getByRole("region", { name: "Ten thousand flights" });
  await scroller.scrollIntoViewIfNeeded();
  await expect(table.getByRole("table")).toHaveAttribute("aria-rowcount", "10001");
  expect(await table.locator("tbody tr").count()).toBeLessThan(80);
  await table.getByRole("button", { name: "Flight", exact: true }).click();
  await expect(table.locator("tbody tr").first()).toContainText("BH 1000");
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(table.getByRole("cell", { name: "BH 10999" })).toBeVisible();
  expect(await table.locator("tbody tr").count()).toBeLessThan(80);
  await expect(table.locator("tfoot")).toContainText("Average");
});

test("a pivot keeps its headings in sight while it is scrolled", async ({ page }) => {
  await open(page, alone("Flights by state and airline"));
  const pivot = card(page, "Flights by state and airline");
  const scroller = pivot.getByRole("region");
  await scroller.scrollIntoViewIfNeeded();
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(pivot.getByRole("rowheader", { name: "State 60" })).toBeVisible();
  const [frame, heading] = [
    await scroller.boundingBox(),
    await pivot.getByRole("columnheader", { name: "Jan 2024" }).boundingBox(),
  ];
  expect(Math.abs((heading?.y ?? 0) - (frame?.y ?? 99))).toBeLessThan(4);
});

test("copying a table takes all of its rows", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, alone("Ten thousand flights"));
  const table = card(page, "Ten thousand flights");
  await table.hover();
  await table.getByRole("button", { name: "Copy" }).click();
  await expect(table.getByText("Copied")).toBeVisible();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(lines).toHaveLength(10_001);
  expect(lines[0]).toBe("Flight\tAirport\tDeparted\tDelay\tCost\tLoad\tOn time");
});

test("R20: text asks for nothing from elsewhere and leads only to pages and mailboxes", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).hostname));
  await open(page, alone("About"));
  const text = card(page, "About");
  await expect(text).toContainText("a picture a trap");
  await expect(text.locator("img, script, iframe, style")).toHaveCount(0);
  const links = await text
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
  expect(new Set(links)).toEqual(new Set(["https:", "mailto:"]));
  for (const link of await text.getByRole("link").all()) {
    await expect(link).toHaveAttribute("rel", /noopener/);
    await expect(link).toHaveAttribute("target", "_blank");
  }
  expect(new Set(asked)).toEqual(new Set(["127.0.0.1"]));
});

test("the pointer is told exact values", async ({ page }) => {
  await open(page, alone("Revenue and costs"));
  const plot = card(page, "Revenue and costs").locator("svg");
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  await plot.hover({ position: { x: (box?.width ?? 0) * 0.95, y: 60 } });
  await expect(card(page, "Revenue and costs")).toContainText("Dec 2024");
  await expect(card(page, "Revenue and costs").locator("[class*=tooltipValue]").first()).toHaveText(
    /^\$1,\d{3},\d{3}$/,
  );
});

/** What is there to read without brackets around it: texts, and what is read out or shown beside the pointer. */
async function unbracketed(page: Page): Promise<readonly string[]> {
  const texts = await page.locator("section[data-card-id]").evaluateAll((cards) =>
    cards.flatMap((card) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent ?? "");
      for (const element of [card, ...card.querySelectorAll("*")]) {
        for (const name of ["title", "aria-label", "aria-description", "aria-valuetext", "alt", "placeholder"]) {
          found.push(element.getAttribute(name) ?? "");
        }
      }
      return found;
    }),
  );
  return [...new Set(texts)].filter((text) => {
    let rest = text;
    for (let before = ""; before !== rest; ) [before, rest] = [rest, rest.replaceAll(/⟦[^⟦⟧]*⟧/g, "")];
    // A text that had to be shortened has lost its closing bracket, and great numbers have an E.
    return /[A-Za-z]/.test(rest.replaceAll(/⟦[^⟦⟧]*…/g, "").replaceAll(/\dE\d/g, ""));
  });
}

for (const state of ["ready", "empty", "loading"]) {
  test(`no sentence of a card that is ${state} is outside of the table of messages`, async ({ page }) => {
    test.setTimeout(120_000);
    // Months and days have no Latin letters in this locale.
    await open(page, `pseudo=1&interactive=1&locale=zh-CN&state=${state}`);
    if (state === "ready")
      for (const kind of drawn) await expect(page.locator(`[data-chart="${kind}"]`).first()).toBeVisible();
    await expect(page.getByText("⟦").first()).toBeAttached();
    expect(await unbracketed(page)).toEqual([]);
    for (const plot of await page.locator("section[data-card-id] figure svg").all()) {
      const box = await plot.boundingBox();
      await plot.hover({ position: { x: (box?.width ?? 0) * 0.6, y: (box?.height ?? 0) * 0.4 } });
      expect(await unbracketed(page)).toEqual([]);
    }
  });
}

test("a column is made wider by dragging its edge and with the arrow keys, and stays so", async ({ page }) => {
  await open(page, alone("Ten thousand flights"));
  const table = card(page, "Ten thousand flights");
  const widthOf = async (name: string) => (await table.getByRole("columnheader", { name }).boundingBox())?.width ?? 0;
  const edge = table.getByRole("separator", { name: "Width of Airport" });
  await edge.scrollIntoViewIfNeeded();
  const [airport, flight] = [await widthOf("Airport"), await widthOf("Flight")];
  const box = await edge.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 4, (box?.y ?? 0) + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 70, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => widthOf("Airport")).toBeCloseTo(airport + 70, -0.5);
  expect(await widthOf("Flight")).toBeCloseTo(flight, 0);
  await edge.press("ArrowRight");
  await expect.poll(() => widthOf("Airport")).toBeCloseTo(airport + 86, -0.5);
  const chosen = await edge.getAttribute("aria-valuenow");
  await table.getByRole("button", { name: "Menu of Ten thousand flights" }).click();
  await page.getByRole("menuitem", { name: "Expand" }).click();
  const large = page.getByRole("dialog").getByRole("separator", { name: "Width of Airport" });
  await expect(large).toHaveAttribute("aria-valuenow", chosen ?? "");
  await large.dblclick();
  await expect(large).not.toHaveAttribute("aria-valuenow", chosen ?? "");
});

test("the groups of a pivot are collapsed and expanded by button", async ({ page }) => {
  await open(page, alone("Flights by state and airline"));
  const pivot = card(page, "Flights by state and airline");
  const grid = pivot.getByRole("table");
  await expect(grid).toHaveAttribute("aria-rowcount", "360");
  const group = pivot.getByRole("button", { name: "Collapse State 1", exact: true });
  await expect(group).toHaveAttribute("aria-expanded", "true");
  await group.press("Enter");
  await expect(grid).toHaveAttribute("aria-rowcount", "355");
  await expect(pivot.getByRole("rowheader").nth(1)).toContainText("State 2");
  await pivot.getByRole("button", { name: "Expand State 1", exact: true }).press("Enter");
  await expect(grid).toHaveAttribute("aria-rowcount", "360");
});
