import { type Browser, expect, type Page, test } from "@playwright/test";
import { type IdentityProviderServer, startIdentityProvider } from "../support/identity-provider";
import { demo, portalUrl } from "../support/product";
import { asAdmin } from "./portal-api";
import { signIn } from "./sign-in";

let server: IdentityProviderServer;
const made: string[] = [];

interface Found {
  readonly data: readonly { readonly id: string; readonly role: string; readonly tenantKey: string | null }[];
}
const findPerson = async (email: string) =>
  (await asAdmin<Found>("GET", `/api/v1/users?search=${encodeURIComponent(email)}`)).data[0];

test.beforeAll(async () => {
  server = await startIdentityProvider();
});
test.afterAll(async () => {
  const { data } = await asAdmin<{ data: { id: string; name: string }[] }>("GET", "/api/v1/identity-providers");
  for (const { id } of data.filter(({ name }) => made.includes(name))) {
    await asAdmin("DELETE", `/api/v1/identity-providers/${id}`);
  }
  await server.stop();
});

/** Adds the provider of the tests through the screen, and tells it where to send people back to. */
async function addProvider(
  page: Page,
  name: string,
  mapping: (dialog: ReturnType<Page["getByRole"]>) => Promise<void>,
) {
  made.push(name);
  await signIn(page, demo().admin);
  await page.goto("/organization/settings");
  await page.getByRole("button", { name: "New provider" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New identity provider" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Issuer").fill(server.issuer);
  await dialog.getByLabel("Client id").fill(server.client.clientId);
  await dialog.getByLabel("Client secret").fill(server.client.clientSecret);
  await mapping(dialog);
  await dialog.getByRole("button", { name: "Save" }).click();
  const told = page.getByRole("dialog", { name: "Tell the provider" });
  await expect(told).toBeVisible({ timeout: 20_000 });
  const redirectUri = (await told.getByText(/\/api\/oidc\/.+\/callback$/).textContent()) ?? "";
  expect(redirectUri).toMatch(new RegExp(`^${portalUrl()}/`));
  server.allow(redirectUri);
  await page.keyboard.press("Escape");
}

async function freshPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: portalUrl() })).newPage();
}

async function enter(page: Page, name: string, subject: string): Promise<void> {
  server.signInAs(subject);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Continue with ${name}` }).click();
}

test("an admin adds a provider, somebody comes in through it with the tenant and role of their claims, and is kept out once disabled", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await addProvider(page, "Harbour ID", async (dialog) => {
    await dialog.getByRole("switch", { name: /Make an account/ }).click();
    await dialog.getByLabel("Claim with the tenant's key").fill("tenant");
    await dialog.getByLabel("Claim with roles").fill("role");
    await dialog.getByRole("button", { name: "Add value" }).click();
    await dialog.getByLabel("Value of the claim").fill("builder");
    await dialog.getByRole("combobox", { name: "Role", exact: true }).click();
    await page.getByRole("option", { name: "Power user" }).click();
  });
  const email = "ida.provided@texas.example";
  const claims = { email, email_verified: true, name: "Ida Provided", tenant: "texas", role: ["builder"] };
  server.people.set("ida", claims);

  const person = await freshPage(browser);
  await enter(person, "Harbour ID", "ida");
  await person.waitForURL(/\/projects\//, { timeout: 30_000 });
  await person.goto("/account");
  await expect(person.getByText(email)).toBeVisible();
  await expect(person.getByRole("button", { name: "Unlink Harbour ID" })).toBeVisible();
  const known = await findPerson(email);
  expect(known).toMatchObject({ role: "POWER_USER", tenantKey: "texas" });

  server.people.set("stranger", { ...claims, email: "stranger@nowhere.example", tenant: "nowhere" });
  const stranger = await freshPage(browser);
  await enter(stranger, "Harbour ID", "stranger");
  await expect(stranger.getByText("That sign-in was refused")).toBeVisible();

  await page.goto(`/organization/users/${known?.id}`);
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("button", { name: "Enable" })).toBeVisible();
  await person.goto("/account");
  await person.waitForURL(/\/sign-in/);
  await enter(person, "Harbour ID", "ida");
  await expect(person.getByText("That sign-in was refused")).toBeVisible();
  await expect(person).toHaveURL(/\/sign-in/);
});

test("somebody links the provider to their account, signs in through it, and is signed out when an admin disables it", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await addProvider(page, "Harbour Link", async () => undefined);
  const owner = demo().users.find(({ role, tenantKey }) => role === "VIEWER" && tenantKey !== null);
  if (!owner) throw new Error("The demo has no viewer of a tenant");
  server.people.set("linked", { email: "somebody.else@idp.example", email_verified: true });

  const person = await freshPage(browser);
  await enter(person, "Harbour Link", "linked");
  await expect(person.getByText("That sign-in was refused")).toBeVisible();
  await signIn(person, owner);
  await person.goto("/account");
  await person.getByRole("button", { name: "Link Harbour Link", exact: true }).click();
  await expect(person.getByRole("button", { name: "Unlink Harbour Link" })).toBeVisible({ timeout: 30_000 });

  const elsewhere = await freshPage(browser);
  await enter(elsewhere, "Harbour Link", "linked");
  await elsewhere.waitForURL(/\/projects\//, { timeout: 30_000 });
  await elsewhere.goto("/account");
  await expect(elsewhere.getByText(owner.email)).toBeVisible();

  await page.goto("/organization/settings");
  await page
    .getByRole("row", { name: /Harbour Link/ })
    .getByRole("button")
    .click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(page.getByRole("row", { name: /Harbour Link/ })).toContainText("Disabled");
  await elsewhere.goto("/account");
  await elsewhere.waitForURL(/\/sign-in/);
  await expect(elsewhere.getByRole("button", { name: "Continue with Harbour Link" })).toHaveCount(0);
  await person.goto("/account");
  await expect(person.getByText(owner.email)).toBeVisible();
});
