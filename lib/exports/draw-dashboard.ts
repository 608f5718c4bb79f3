import type { BrowserContext, Page } from "playwright-core";
import { env } from "@/lib/env";
import { withBrowserContext } from "./browser";
import type { ParsedExport } from "./export-dashboard-schema";

/** Pixels: what a dashboard of twelve columns is made for. */
const width = 1_200;
const paperWidths = { a4: { portrait: 210, landscape: 297 }, letter: { portrait: 215.9, landscape: 279.4 } } as const;
const marginMillimetres = 10;
const pixelsAMillimetre = 96 / 25.4;
/** PDF readers show no longer page than 200 inches; what is longer goes on on the next. */
const longestPage = 19_000;
/** Chromium takes no larger picture; beyond half of it, the picture is drawn at a single density. */
const longestPicture = 16_000;
/** Data, drawing and printing together. */
const patienceMilliseconds = 60_000;

/**
 * Draws the dashboard that a render token stands for, with the viewer's own code, and returns the file. `signal` ends it
 * at once, and the queries with it.
 *
 * @throws DomainError `data_source_unavailable` without a browser; an error of another kind when drawing failed
 */
export async function drawDashboard(
  token: string,
  title: string,
  options: ParsedExport,
  signal: AbortSignal,
): Promise<Buffer> {
  const origin = `http://127.0.0.1:${env().PORT}`;
  const { theme, locale, timeZone = "UTC" } = options;
  const look = { dark: theme === "dark", locale, timeZone, width };
  return withBrowserContext(origin, look, async (context) => {
    const leave = () => void context.close().catch(() => undefined);
    signal.addEventListener("abort", leave, { once: true });
    try {
      signal.throwIfAborted();
      const page = await openPrintPage(context, origin, token);
      return options.format === "png" ? await picture(page) : await document(page, title, options);
    } finally {
      signal.removeEventListener("abort", leave);
    }
  });
}

async function openPrintPage(context: BrowserContext, origin: string, token: string): Promise<Page> {
  context.setDefaultTimeout(patienceMilliseconds);
  // Handed over in memory: an address would be in logs, in history and in `Referer`.
  await context.addInitScript((given) => {
    Object.defineProperty(window, "bulkheadPrintToken", { value: given, configurable: true });
  }, token);
  const page = await context.newPage();
  await page.goto(`${origin}/embed/print/shell`, { waitUntil: "domcontentloaded" });
  const state = await page.waitForSelector("html[data-print]", { state: "attached" });
  if ((await state.getAttribute("data-print")) !== "ready") throw new Error("The print page failed");
  return page;
}

async function picture(page: Page): Promise<Buffer> {
  const height = await heightOf(page);
  const clip = { x: 0, y: 0, width, height: Math.min(height, longestPicture) };
  const scale = height > longestPicture / 2 ? "css" : "device";
  return page.screenshot({ type: "png", fullPage: true, clip, scale });
}

async function document(page: Page, title: string, { paper, orientation }: ParsedExport): Promise<Buffer> {
  await page.emulateMedia({ media: "screen" });
  if (paper === "one_page") {
    const height = Math.min(await heightOf(page), longestPage);
    return page.pdf({ printBackground: true, width: `${width}px`, height: `${height}px` });
  }
  const printable = (paperWidths[paper][orientation] - 2 * marginMillimetres) * pixelsAMillimetre;
  const margin = `${marginMillimetres}mm`;
  return page.pdf({
    printBackground: true,
    format: paper === "a4" ? "A4" : "Letter",
    landscape: orientation === "landscape",
    // The layout keeps the width that the charts were drawn for; the sheet shows it smaller.
    scale: printable / width,
    margin: { top: margin, right: margin, bottom: "14mm", left: margin },
    displayHeaderFooter: true,
    headerTemplate: "<span></span>",
    footerTemplate: footer(title),
  });
}

function footer(title: string): string {
  const text = title.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const style = "font: 8px sans-serif; color: #5a626e; width: 100%; padding: 0 10mm; display: flex";
  const pages = '<span class="pageNumber"></span> / <span class="totalPages"></span>';
  return `<div style="${style}"><span style="flex: 1">${text}</span><span>${pages}</span></div>`;
}

function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => Math.ceil(window.document.documentElement.scrollHeight));
}
