import type { Browser } from "playwright-core";
import type { DemoFile } from "@/lib/demo/demo-file";
import { median, print, shown } from "../measuring/median";

const rounds = 10;

/** The portal's own pages, opened ten times each by the admin; until the largest thing on them is painted. */
export async function benchPortalPages(browser: Browser, demo: DemoFile): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${demo.portalUrl}/sign-in`);
  await page.getByLabel("E-mail").fill(demo.admin.email);
  await page.getByLabel("Password", { exact: true }).fill(demo.admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/projects\//);
  const project = `/projects/${demo.projectId}`;
  const pages = {
    dashboards: `${project}/dashboards`,
    "a dashboard": `${project}/dashboards/${demo.dashboards.rows.id}`,
    policies: `${project}/policies`,
    connections: `${project}/connections`,
    people: "/organization/users",
    audit: "/organization/audit",
  };
  for (const [name, path] of Object.entries(pages)) {
    const paints: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      await page.goto(`${demo.portalUrl}${path}`, { waitUntil: "load" });
      await page.waitForTimeout(300);
      const paint = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
              type: "largest-contentful-paint",
              buffered: true,
            });
          }),
      );
      if (round > 0) paints.push(paint);
    }
    print(`portal: ${name}`, `LCP ${shown(median(paints))}`);
  }
  await context.close();
}
