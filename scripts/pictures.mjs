/**
 * `npm run pictures`: takes the README's pictures from the demo that `npm start` is running, into `docs`.
 */
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { PlainError, printError } from "./bootstrap/plain-error.mjs";
import { inRoot } from "./bootstrap/root.mjs";

const folder = inRoot("docs");
const viewport = { width: 1440, height: 900 };

try {
  const demo = readDemo();
  const browser = await chromium.launch({
    executablePath: process.env.BULKHEAD_BROWSER_PATH ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    for (const [name, options, take] of scenes(demo)) {
      const context = await browser.newContext({ viewport, colorScheme: "light", reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      await take(page);
      await page.waitForTimeout(1_500);
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
      await context.close();
      console.log(`  docs/${name}.png`);
    }
  } finally {
    await browser.close();
  }
} catch (error) {
  printError(error);
  process.exitCode = 1;
}

function readDemo() {
  const file = path.join(path.resolve(process.env.BULKHEAD_DATA_DIR ?? inRoot(".data")), "demo.json");
  if (!fs.existsSync(file)) throw new PlainError("There is no demo yet: run npm start first and leave it running");
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

/** Name, what the browser is told, and how to get there. */
function scenes({ portalUrl, hostUrl, admin, projectId, dashboards, policies }) {
  const project = `/projects/${projectId}`;
  const signedIn =
    (address, then = async () => {}) =>
    async (page) => {
      await page.goto(`${portalUrl}/sign-in`);
      await page.getByLabel("E-mail").fill(admin.email);
      await page.getByLabel("Password", { exact: true }).fill(admin.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(/\/projects\//);
      await page.goto(`${portalUrl}${address}`, { waitUntil: "networkidle" });
      await then(page);
    };
  const share = (page) => page.getByRole("button", { name: "Share", exact: true }).click();
  return [
    ["host-page", {}, (page) => page.goto(`${hostUrl}/?style=rows&tenant=california`, { waitUntil: "networkidle" })],
    ["portal-dashboard", { colorScheme: "dark" }, signedIn(`${project}/dashboards/${dashboards.rows.id}`)],
    ["editor", {}, signedIn(`${project}/dashboards/${dashboards.rows.id}/edit`)],
    ["explore", {}, signedIn(`${project}/explore`)],
    ["policy", {}, signedIn(`${project}/policies/${policies.state}`)],
    ["share", {}, signedIn(`${project}/dashboards/${dashboards.rows.id}`, share)],
  ];
}
