import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { demo, hostUrl } from "../support/product";
import { signIn } from "./sign-in";

/**
 * What axe calls serious or worse, each with where it stands. An embed has no background of its own, so that axe cannot
 * know what its text stands on: the contrast of its colours is held by the gallery of cards.
 */
async function seriousIn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, target })))
    .filter(({ id, target }) => !(id === "color-contrast" && target.length > 1))
    .map(({ id, target }) => `${id}: ${target.join(" ")}`);
}

const loading = '[data-state="loading"], .mantine-Skeleton-root, .mantine-Loader-root';

/** Looks once nothing is loading, and again where a page was still changing: what stays is what people meet. */
async function expectNothingSerious(page: Page, name: string): Promise<void> {
  await expect(page.locator(loading), name).toHaveCount(0, { timeout: 30_000 });
  await expect.poll(() => seriousIn(page), { message: name, timeout: 20_000 }).toEqual([]);
}

const project = () => `/projects/${demo().projectId}`;
const board = () => `${project()}/dashboards/${demo().dashboards.rows.id}`;

/** Every page of the portal, by its name. */
const pages: Readonly<Record<string, () => string>> = {
  dashboards: () => `${project()}/dashboards`,
  "a dashboard": board,
  "a dashboard's editor": () => `${board()}/edit`,
  "a dashboard's versions": () => `${board()}/versions`,
  explore: () => `${project()}/explore`,
  domains: () => `${project()}/domains`,
  connections: () => `${project()}/connections`,
  "a connection": () => `${project()}/connections/${Object.values(demo().connections)[0]}`,
  "a new connection": () => `${project()}/connections/new`,
  policies: () => `${project()}/policies`,
  "a policy": () => `${project()}/policies/${demo().policies.state}`,
  datasets: () => `${project()}/datasets`,
  access: () => `${project()}/access`,
  embedding: () => `${project()}/embed`,
  "the project's settings": () => `${project()}/settings`,
  tenants: () => "/organization/tenants",
  "a tenant": () => `/organization/tenants/${demo().tenants[0]?.id}`,
  people: () => "/organization/users",
  "a new person": () => "/organization/users/new",
  groups: () => "/organization/groups",
  "the access review": () => "/organization/access-review",
  audit: () => "/organization/audit",
  "API keys": () => "/organization/api-keys",
  "the organization's settings": () => "/organization/settings",
  account: () => "/account",
};

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on any page of the portal, ${scheme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.goto("/sign-in");
    await expectNothingSerious(page, "signing in");
    await signIn(page, demo().admin);
    for (const [name, address] of Object.entries(pages)) {
      const response = await page.goto(address());
      expect(response?.status(), name).toBe(200);
      await expect(page.getByRole("heading", { level: 1 }).first(), name).toBeVisible();
      await expectNothingSerious(page, name);
    }
  });

  test(`axe finds nothing serious in an embed, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.goto(`${hostUrl()}/?style=rows&tenant=california`);
    const frame = page.frameLocator("iframe");
    await expect(frame.locator('[data-state="ready"]').first()).toBeVisible({ timeout: 30_000 });
    await expect(frame.locator('[data-state="loading"]')).toHaveCount(0, { timeout: 30_000 });
    expect((await seriousIn(page)).filter((problem) => problem.includes("iframe"))).toEqual([]);
  });
}
