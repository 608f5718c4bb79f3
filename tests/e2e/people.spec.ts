import fs from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { demo } from "../support/product";
import { asAdmin } from "./portal-api";
import { signIn } from "./sign-in";

const password = "a password of their own";

/** A tenant of this test's own: others look at the demo's. */
async function newTenant(key: string): Promise<{ id: string; key: string; name: string }> {
  return asAdmin("POST", "/api/v1/tenants", { key, name: `Tenant ${key}`, attributes: { state: "Ohio" } });
}

async function newUser(email: string, role: string, tenantId: string | null = null): Promise<{ id: string }> {
  return asAdmin("POST", "/api/v1/users", { email, displayName: `Person ${email}`, role, tenantId, password });
}

/** Types a name into the dialog that asks before something goes. */
async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(`Type “${name}” to confirm`).fill(name);
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function freshPage(page: Page): Promise<Page> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin });
  if (!context) throw new Error("There is no browser");
  return context.newPage();
}

test("an admin imports a file, mends its lines, hands out a link, and the person lands in their tenant; a new role and disabling hold at once", async ({
  page,
}) => {
  // Two people walk through many pages, each of them drawn for the first time.
  test.setTimeout(180_000);
  const tenant = await newTenant("imported");
  await signIn(page, demo().admin);
  await page.goto("/organization/users");
  await page.getByRole("link", { name: "Import" }).click();
  const lines = page.getByLabel("Lines");
  const head = "email,name,tenant,role";
  await lines.fill(
    `${head}\nada@imported.example,Ada,imported,power_user\nbob@imported.example,Bob,importd,\nbroken,X,,`,
  );
  await page.getByRole("button", { name: "Check" }).click();
  const problems = page.getByRole("region", { name: "Problems by line" });
  await expect(problems).toContainText("There is no tenant “importd”");
  await expect(problems).toContainText("Enter an e-mail address");
  await expect(page.getByText("1 person can be imported; 2 lines have problems")).toBeVisible();
  await lines.fill(`${head}\nada@imported.example,Ada,imported,power_user\nbob@imported.example,Bob,imported,`);
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByRole("button", { name: "Import 2 people" }).click();
  await page.waitForURL(/\/organization\/imports\//);
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("2 people imported")).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Links to hand out" }).click();
  const csv = fs.readFileSync(await (await downloading).path(), "utf8");
  const link = /ada@imported\.example,(\S+)/.exec(csv)?.[1];
  if (!link) throw new Error("The file has no link");

  const theirs = await freshPage(page);
  await theirs.goto(link);
  await expect(theirs.getByLabel("Your name")).toHaveValue("Ada");
  await theirs.getByLabel("Password", { exact: true }).fill(password);
  await theirs.getByRole("button", { name: "Start" }).click();
  await theirs.waitForURL(/\/projects\//, { timeout: 30_000 });
  await expect(theirs.getByRole("link", { name: "Groups" })).toBeVisible();
  const users = await asAdmin<{ data: { id: string; email: string; displayName: string }[] }>(
    "GET",
    `/api/v1/users?tenantId=${tenant.id}`,
  );
  const ada = users.data.find(({ email }) => email === "ada@imported.example");
  expect(ada).toMatchObject({ displayName: "Ada" });

  await page.goto(`/organization/users/${ada?.id}`);
  await page.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: "Viewer" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Person saved")).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole("link", { name: "Dashboards" }).first()).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Groups" })).toHaveCount(0);

  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("Disabled", { exact: true })).toBeVisible();
  await theirs.reload();
  await theirs.waitForURL(/sign-in/);
  await theirs.context().close();
});

test("deleting a person names what goes and hands their dashboards to somebody chosen", async ({ page }) => {
  const leaver = await newUser("leaver@people.example", "AUTHOR");
  await newUser("heir@people.example", "AUTHOR");
  const theirs = await freshPage(await page.goto("/sign-in").then(() => page));
  await signIn(theirs, { email: "leaver@people.example", password });
  const created = await theirs.evaluate(async (projectId) => {
    const body = JSON.stringify({ projectId, title: "Left behind" });
    const headers = { "Content-Type": "application/json" };
    const response = await fetch("/api/v1/dashboards", { method: "POST", body, headers });
    return (await response.json()) as { id: string };
  }, demo().projectId);
  await signIn(page, demo().admin);
  await page.goto(`/organization/users/${leaver.id}`);
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("“Left behind”");
  await expect(dialog).toContainText("Ends 1 session");
  await dialog.getByRole("combobox", { name: "New owner of the dashboards" }).fill("heir@people");
  await page.getByRole("option", { name: /heir@people\.example/ }).click();
  await confirm(page, "Person leaver@people.example");
  await page.waitForURL(/\/organization\/users$/);
  const board = await asAdmin<{ ownerNames: string[] }>("GET", `/api/v1/dashboards/${created.id}`);
  expect(board.ownerNames).toEqual(["Person heir@people.example"]);
  await theirs.reload();
  await theirs.waitForURL(/sign-in/);
  await theirs.context().close();
});

test("a tenant goes with all that is its own after its name was typed, and its person is out", async ({ page }) => {
  const tenant = await newTenant("leaving");
  await newUser("guest@leaving.example", "VIEWER", tenant.id);
  const theirs = await freshPage(await page.goto("/sign-in").then(() => page));
  await signIn(theirs, { email: "guest@leaving.example", password });
  await signIn(page, demo().admin);
  await page.goto(`/organization/tenants/${tenant.id}`);
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Removes 1 person");
  await expect(dialog).toContainText("Ends 1 session");
  await expect(dialog.getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  await confirm(page, tenant.name);
  await page.waitForURL(/\/organization\/tenants$/);
  await theirs.reload();
  await theirs.waitForURL(/sign-in/);
  await page.goto("/organization/tenants/new");
  await page.getByLabel("Name", { exact: true }).fill("Again");
  await page.getByLabel("Key").fill("Leaving");
  await page.getByRole("button", { name: "Create tenant" }).click();
  await expect(page.getByText(/was used by a tenant that has been deleted/).first()).toBeVisible();
  await theirs.context().close();
});

test("lists are ordered by their heads, and the order is part of the address", async ({ page }) => {
  await signIn(page, demo().admin);
  await page.goto("/organization/tenants");
  const firstLink = page.getByRole("region", { name: "Tenants" }).getByRole("link").first();
  const before = await firstLink.textContent();
  const head = page.getByRole("columnheader", { name: "Name" });
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await head.getByRole("button").click();
  await page.waitForURL(/sort=-name/);
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(firstLink).not.toHaveText(before ?? "");
  const last = await firstLink.textContent();
  await page.reload();
  await expect(firstLink).toHaveText(last ?? "");
});
