import { expect, test } from "@playwright/test";
import { demo, portalUrl } from "../support/product";
import { signIn } from "./sign-in";

test("an admin makes a provisioning token for a tenant, a provider makes somebody with it, and revoking it ends that", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await signIn(page, demo().admin);
  await page.goto("/organization/settings");
  const section = page.getByRole("region", { name: "Provisioning" });
  await section.getByRole("button", { name: "New token" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New provisioning token" });
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("Give the token a name").first()).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill("Okta of Florida");
  await dialog.getByRole("combobox", { name: "For", exact: true }).fill("Florida");
  await page.getByRole("option", { name: /Florida/ }).click();
  await dialog.getByRole("button", { name: "Create token" }).click();

  const once = page.getByRole("dialog", { name: "Copy the token now" });
  const address = (await once.getByLabel("Base URL").textContent()) ?? "";
  const token = (await once.getByLabel("Bearer token").textContent()) ?? "";
  expect(address).toBe(`${portalUrl()}/api/scim/v2`);
  await once.getByRole("button", { name: "I have copied it" }).click();
  await expect(section.getByRole("row", { name: /Okta of Florida/ })).toContainText("Florida");
  await expect(page.getByText(token)).toHaveCount(0);

  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
  const person = { userName: "pat@florida.example", displayName: "Pat Provisioned" };
  const made = await fetch(`${address}/Users`, { method: "POST", headers, body: JSON.stringify(person) });
  expect(made.status).toBe(201);
  expect(made.headers.get("content-type")).toContain("application/scim+json");
  await page.goto("/organization/users?search=Pat");
  await expect(page.getByRole("row", { name: /Pat Provisioned/ })).toContainText("Florida");
  await page.goto("/organization/audit");
  await expect(page.getByText("Pat Provisioned").first()).toBeVisible();

  await page.goto("/organization/settings");
  await section
    .getByRole("row", { name: /Okta of Florida/ })
    .getByRole("button")
    .click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(section.getByRole("row", { name: /Okta of Florida/ })).toContainText("Revoked");
  expect((await fetch(`${address}/Users`, { headers })).status).toBe(401);
});
