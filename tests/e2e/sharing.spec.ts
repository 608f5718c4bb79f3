import fs from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { asAdmin, tenantOf } from "./portal-api";
import { signIn } from "./sign-in";

const title = "Crew rosters";
const project = () => `/projects/${demo().projectId}`;

const person = (email: string) => {
  const found = demo().users.find((user) => user.email === email);
  if (!found) throw new Error(`The demo has no ${email}`);
  return found;
};

/** Somebody else, in a browser of their own. */
async function signedIn(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, person(email));
  return page;
}

const dialog = (page: Page) => page.getByRole("dialog");

async function openShare(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(
    dialog(page).getByRole("region", { name: "Who has access" }).getByRole("listitem").first(),
  ).toBeVisible();
}

interface Given {
  readonly search: string;
  readonly option: RegExp;
  readonly level: string;
  readonly lastDay?: string;
  /** Whether what was typed is shown first. */
  readonly checked?: boolean;
}

async function share(page: Page, { search, option, level, lastDay, checked }: Given): Promise<void> {
  const form = dialog(page);
  await form.getByRole("combobox", { name: "Share with" }).fill(search);
  await page.getByRole("option", { name: option }).click();
  const levels = form.getByRole("combobox", { name: "Level", exact: true });
  if ((await levels.inputValue()) !== level) {
    await levels.click();
    await page.getByRole("listbox", { name: "Level" }).getByRole("option", { name: level, exact: true }).click();
  }
  if (lastDay) await form.getByLabel("Last day", { exact: true }).fill(lastDay);
  await form.getByRole("button", { name: "Share", exact: true }).click();
  if (checked) {
    await expect(form.getByRole("region", { name: "What goes along" })).toContainText(title);
    await form.getByRole("button", { name: /^Share with / }).click();
  }
  await expect(page.getByText(/^Shared with/).last()).toBeVisible();
}

/** The row of a dashboard in somebody's own list, as it is after a fresh load. */
async function rowOf(page: Page): Promise<string> {
  await page.goto(`${project()}/dashboards`);
  await expect(page.getByRole("heading", { level: 1, name: "Dashboards" })).toBeVisible();
  await expect(page.getByText(/\d+ dashboards?|No dashboards yet/).first()).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: title });
  return (await row.count()) === 0 ? "" : ((await row.textContent()) ?? "");
}

test("an author shares with a tenant's person, a group and everyone of a tenant; each sees it at their level until it is taken away", async ({
  page,
  browser,
}, testInfo) => {
  test.setTimeout(300_000);
  const california = tenantOf("california");
  const { id: groupId } = await asAdmin<{ id: string }>("POST", "/api/v1/groups", {
    name: "Roster crew",
    tenantId: california.id,
  });
  const users = await asAdmin<{ data: { id: string; email: string }[] }>(
    "GET",
    "/api/v1/users?search=viewer@california",
  );
  await asAdmin("POST", `/api/v1/groups/${groupId}/members`, { userIds: [users.data[0]?.id] });

  await signIn(page, person("author@bulkhead.example"));
  await page.goto(`${project()}/dashboards`);
  await page.getByRole("button", { name: "New dashboard" }).first().click();
  await dialog(page).getByLabel("Title").fill(title);
  await dialog(page)
    .getByRole("button", { name: /^Create/ })
    .click();
  await page.waitForURL(/\/edit$/);
  const address = page.url().replace(/\/edit$/, "");
  await page.goto(address);
  await openShare(page);
  const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await share(page, {
    search: "power@california",
    option: /California Power User/,
    level: "Contributor",
    checked: true,
  });
  await share(page, { search: "Roster crew", option: /Roster crew/, level: "Editor", checked: true });
  await share(page, {
    search: "California",
    option: /^California \(Everyone of a tenant/,
    level: "Viewer",
    lastDay,
    checked: true,
  });
  await expect(dialog(page).getByRole("button", { name: `Last day of California: ${lastDay}` })).toBeVisible();
  await dialog(page).getByRole("tab", { name: "Who can see it" }).click();
  const everybody = dialog(page).getByRole("region", { name: "Who can see it" });
  const viewer = everybody.getByRole("listitem").filter({ hasText: "viewer@california.example" });
  await expect(viewer).toContainText("Group Roster crew as Editor");
  await expect(viewer).toContainText("Their role allows looking only.");

  const powerUser = await signedIn(browser, "power@california.example");
  const tenantViewer = await signedIn(browser, "viewer@california.example");
  const texan = await signedIn(browser, "power@texas.example");
  expect(await rowOf(powerUser)).toContain("Contributor");
  expect(await rowOf(tenantViewer)).toContain("Viewer");
  expect(await rowOf(texan)).toBe("");
  await texan.goto(address);
  await expect(texan.getByText(title)).toHaveCount(0);

  // The tenant's POWER_USER shares on, among their own and nobody else's.
  await powerUser.goto(address);
  await openShare(powerUser);
  await dialog(powerUser).getByRole("combobox", { name: "Share with" }).fill("texas");
  await expect(powerUser.getByText("Nobody and nothing by that name")).toBeVisible();
  await share(powerUser, { search: "viewer@california", option: /California Viewer/, level: "Viewer" });
  await dialog(powerUser).getByRole("tab", { name: "Who can see it" }).click();
  const known = dialog(powerUser).getByRole("region", { name: "Who can see it" });
  await expect(known.getByRole("listitem").filter({ hasText: "california.example" })).toHaveCount(2);
  await expect(known).toContainText("and others");
  await expect(known).not.toContainText("bulkhead.example");

  // What is taken away is gone with the next request.
  await dialog(page).getByRole("tab", { name: "Shared with" }).click();
  await dialog(page).getByRole("button", { name: "Stop sharing with California Power User" }).click();
  await expect(dialog(page).getByText("California Power User")).toHaveCount(0);
  expect(await rowOf(powerUser)).toContain("Viewer");
  await dialog(page).getByRole("button", { name: "Stop sharing with California", exact: true }).click();
  await expect(dialog(page).getByRole("button", { name: "Stop sharing with California", exact: true })).toHaveCount(0);
  expect(await rowOf(powerUser)).toBe("");
  expect(await rowOf(tenantViewer)).toContain("Viewer");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Dashboard actions" }).click();
  await page.getByRole("menuitem", { name: "Transfer ownership" }).click();
  await dialog(page).getByRole("combobox", { name: "New owner" }).fill("power@bulkhead");
  await page.getByRole("option", { name: /power@bulkhead/ }).click();
  await dialog(page).getByRole("button", { name: "Transfer", exact: true }).click();
  await expect(page.getByText(/owns it now/)).toBeVisible();
  const organizationPowerUser = await signedIn(browser, "power@bulkhead.example");
  expect(await rowOf(organizationPowerUser)).toContain("Owner");
  expect(await rowOf(page)).toContain("Contributor");

  // The review has all of it, as a table and as a file, and takes away what is left.
  const admin = await signedIn(browser, "admin@bulkhead.example");
  await admin.goto(`/organization/access-review?dashboardId=${address.split("/").at(-1)}`);
  const line = admin.getByRole("row").filter({ hasText: "California Viewer" });
  await expect(line).toContainText("Directly as Viewer");
  await expect(line).toContainText("Group Roster crew as Editor");
  const [download] = await Promise.all([
    admin.waitForEvent("download"),
    admin.getByRole("link", { name: "CSV" }).click(),
  ]);
  const file = testInfo.outputPath("review.csv");
  await download.saveAs(file);
  const lines = fs.readFileSync(file, "utf8").trim().split("\r\n");
  expect(lines.filter((one) => one.includes("viewer@california.example"))).toHaveLength(2);
  expect(lines.every((one, index) => index === 0 || one.includes(title))).toBe(true);
  for (const way of ["Directly as Viewer", "Group Roster crew as Editor"]) {
    await line.getByRole("button", { name: "Row actions" }).click();
    await admin.getByRole("menuitem", { name: `Revoke: ${way}` }).click();
    await dialog(admin).getByRole("button", { name: "Revoke" }).click();
    await expect(dialog(admin)).toHaveCount(0);
    await expect(admin.getByRole("row").filter({ hasText: way })).toHaveCount(0);
  }
  expect(await rowOf(tenantViewer)).toBe("");
});

test("several dashboards are shared together, and each line says what came of it", async ({ page }) => {
  await signIn(page, demo().admin);
  await page.goto(`${project()}/dashboards`);
  for (const name of ["Wildlife around our runways", "Operations (mixed)"]) {
    await page.getByRole("checkbox", { name: `Choose ${name}` }).check();
  }
  await page.getByRole("button", { name: "Share 2 dashboards" }).click();
  await dialog(page).getByRole("combobox", { name: "Share with" }).fill("viewer@texas");
  await page.getByRole("option", { name: /Texas Viewer/ }).click();
  const start = async () => {
    await dialog(page).getByRole("button", { name: "Share", exact: true }).click();
    await dialog(page).getByRole("button", { name: "Share with Texas Viewer" }).click();
  };
  await start();
  // One of them is at home in California.
  await expect(dialog(page).getByRole("status")).toContainText("Nothing was shared");
  await expect(dialog(page).getByRole("listitem").filter({ hasText: "Wildlife" })).toContainText("Refused");
  await expect(dialog(page).getByRole("listitem").filter({ hasText: "mixed" })).toContainText("Not made");
  await dialog(page).getByRole("button", { name: "Back" }).click();
  await dialog(page).getByText("Whatever can be shared").click();
  await start();
  await expect(dialog(page).getByRole("status")).toContainText("1 share made, 1 refused");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect(dialog(page)).toHaveCount(0);
});
