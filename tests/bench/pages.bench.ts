import fs from "node:fs";
import { chromium } from "playwright-core";
import type { DemoFile } from "@/lib/demo/demo-file";
import { findBrowser } from "@/lib/exports/find-browser";
import { freePort } from "../../scripts/bootstrap/ports.mjs";
import { createScratchFolder, removeScratchFolder } from "../../scripts/bootstrap/scratch-folder.mjs";
import { launchProduct } from "../support/product-process";
import { benchEmbedPage } from "./pages/embed-page";
import { benchPortalPages } from "./pages/portal-pages";

/**
 * The pages that people look at, in Chromium against the real product with its demo: embeds and the portal's own. Medians
 * of ten; no number decides a test.
 */
const executablePath = await findBrowser();
if (!executablePath) {
  console.log("  Not measured: there is no Chromium on this machine");
  process.exit();
}
const dataDir = await createScratchFolder();
const product = await launchProduct({ dataDir, portalPort: await freePort(), hostPort: await freePort() });
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: false,
  args: ["--disable-gpu", "--disable-quic"],
});
try {
  const demo = JSON.parse(fs.readFileSync(product.demoFile, "utf8")) as DemoFile;
  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${demo.apiKey}` };
    const response = await fetch(`${demo.portalUrl}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  await benchEmbedPage(browser, demo, api);
  await benchPortalPages(browser, demo);
} finally {
  await browser.close();
  await product.stop();
  await removeScratchFolder(dataDir);
}
