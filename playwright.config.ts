import fs from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's browser, where there is one; elsewhere the one that Playwright fetches for itself. */
const installed = "/usr/bin/chromium";
const quietFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/support/start-product.ts",
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["line"], ["json"]] : [["list"]],
  use: {
    // Known once the product runs; this file is read again by each worker.
    baseURL: process.env.BULKHEAD_E2E_PORTAL_URL,
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: fs.existsSync(installed) ? { executablePath: installed, args: quietFlags } : {},
  },
});
