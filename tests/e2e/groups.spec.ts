import { expect, test } from "@playwright/test";
import { demo } from "../support/product";
import { asAdmin } from "./portal-api";
import { signIn } from "./sign-in";

interface Named {
  readonly id: string;
}

test("members come and go many at once, and deleting the group names what they lose", async ({ page }) => {
  // A long walk, through pages that are each drawn for the first time.
  test.setTimeout(180_000);
  const { id: tenantId } = await asAdmin<Named>("POST", "/api/v1/tenants", { key: "grouped", name: "Grouped" });
  for (const name of ["one", "two", "three", "four"]) {
    const email = `${name}@grouped.example`;
    await asAdmin("POST", "/api/v1/users", { email, displayName: `Member ${name}`, role: "VIEWER", tenantId });
  }
  const board = await asAdmin<Named>("POST", "/api/v1/dashboards", {
    projectId: demo().projectId,
    title: "Only for the crew",
    tenantId,
  });
  await signIn(page, demo().admin);
  await page.goto("/organization/groups");
  await page.getByRole("button", { name: "New group" }).first().click();
  const making = page.getByRole("dialog");
  await making.getByLabel("Name").fill("Night crew");
  await making.getByRole("combobox", { name: "Tenant" }).fill("grouped");
  await page.getByRole("option", { name: /Grouped/ }).click();
  await making.getByRole("button", { name: "Create group" }).click();
  await page.waitForURL(/\/organization\/groups\/[\w-]{36}/);
  const groupId = page.url().split("/").at(-1) ?? "";

  await page.getByRole("button", { name: "Add members" }).click();
  const dialog = page.getByRole("dialog");
  for (const name of ["one", "two"]) {
    await dialog.getByRole("combobox", { name: "Person" }).fill(`${name}@grouped`);
    await page.getByRole("option", { name: new RegExp(`${name}@grouped`) }).click();
    await expect(dialog.getByText(`Member ${name} (${name}@grouped.example)`)).toBeVisible();
  }
  await dialog.getByRole("button", { name: "Add 2 people" }).click();
  await expect(page.getByText("2 members")).toBeVisible();

  await page.getByRole("button", { name: "Add members" }).click();
  await dialog.getByRole("tab", { name: "Paste addresses" }).click();
  await dialog
    .getByLabel("E-mail addresses")
    .fill("three@grouped.example\nfour@grouped.example\nviewer@texas.example\nx");
  await dialog.getByRole("button", { name: "Check" }).click();
  await expect(dialog.getByText("2 people found to add.")).toBeVisible();
  await expect(dialog.getByRole("row", { name: /viewer@texas/ })).toContainText(
    "Nobody of this tenant has this address",
  );
  await dialog.getByRole("button", { name: "Add 2 people" }).click();
  await expect(page.getByText("4 members")).toBeVisible();

  await page.getByRole("checkbox", { name: "Choose Member one" }).check();
  await page.getByRole("checkbox", { name: "Choose Member two" }).check();
  await page.getByRole("button", { name: "Remove 2 people" }).click();
  await expect(page.getByText("2 members")).toBeVisible();

  const share = { scope: "GROUP", groupId, level: "VIEWER", dashboardVersion: 1 };
  await asAdmin("POST", `/api/v1/dashboards/${board.id}/shares`, share);
  await page.reload();
  const gifts = page.getByRole("region", { name: "What members get" });
  await expect(gifts.getByRole("link", { name: "Only for the crew" })).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog).toContainText("Takes 1 dashboard back from it; 2 members lose something by that");
  await expect(dialog).toContainText("“Only for the crew” as viewer for 2 members");
  await dialog.getByLabel("Type “Night crew” to confirm").fill("Night crew");
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await page.waitForURL(/\/organization\/groups$/);
  await expect(page.getByRole("link", { name: "Night crew" })).toHaveCount(0);
});
